// @ts-check
// The kinds of section: their icons, and which zones belong to one.
import { all } from "../core/records.js";

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

/** The section that is running. */
export function currentSection() {
  return all("section").find((section) => section.state === "now");
}

/** The zones of the current section. A closing section without any uses those of the other closing sections. */
export function zonesForCurrentKind() {
  const section = currentSection();
  if (!section) return [];
  const own = all("zone").filter((zone) => zone.section === section.id);
  if (own.length || section.kind !== "closing") return own;
  const closing = all("section")
    .filter((each) => each.kind === "closing")
    .map((each) => each.id);
  return all("zone").filter((zone) => zone.section && closing.indexOf(zone.section) >= 0);
}
