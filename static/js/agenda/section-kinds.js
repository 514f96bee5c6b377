// @ts-check
// The kinds of section: their small pictures, and which zones belong to one.
import { all } from "../core/records.js";

/** In the order in which a meeting mostly goes. */
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

/** @type {Object<string, string>} */
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

/** The section that is on. */
export function currentSection() {
  return all("section").find((section) => section.state === "now");
}

/** The zones of the section that is on; a closing part without any looks at those of the other closing parts. */
export function zonesForCurrentKind() {
  const now = currentSection();
  if (!now) return [];
  const its = all("zone").filter((zone) => zone.section === now.id);
  if (its.length || now.kind !== "closing") return its;
  const closing = all("section")
    .filter((section) => section.kind === "closing")
    .map((section) => section.id);
  return all("zone").filter((zone) => zone.section && closing.indexOf(zone.section) >= 0);
}
