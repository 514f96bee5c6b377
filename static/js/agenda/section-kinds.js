// @ts-check
// The kinds and states of sections and their icons; the section that is running, and where people write in it.
import { all, get, one } from "../core/records.js";

/** In the usual order of a meeting. @type {SectionRecord["kind"][]} */
export const SECTION_KINDS = [
  "open",
  "welcome",
  "round",
  "presentation",
  "discussion",
  "scaling",
  "groups",
  "steps",
  "closing",
];

/** @type {Record<SectionRecord["kind"], string>} */
export const SECTION_KIND_ICONS = {
  open: "circle",
  welcome: "door-open",
  round: "mic",
  presentation: "monitor",
  discussion: "message-square-plus",
  scaling: "gauge",
  groups: "users",
  steps: "arrow-right",
  closing: "flag",
};

/** @type {Record<SectionRecord["state"], string>} */
export const SECTION_STATE_ICONS = { done: "circle-check", now: "circle-dot", todo: "circle" };

/** The section that is running. */
export function currentSection() {
  return all("section").find((section) => section.state === "now");
}

/** The zones in which the answers to the question of the moment are written: the first one before the others. */
export function zonesNow() {
  return (one("on_now")?.zones || []).map((id) => get("zone", id)).filter((zone) => zone !== undefined);
}
