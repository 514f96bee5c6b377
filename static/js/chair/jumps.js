// @ts-check
// Short ways to the panels of the right side: what a chair needs in a hurry is never a long scroll away.
import { html } from "../../vendor/preact.js";
import { one } from "../live/records.js";
import { t } from "../ui/words.js";
import { narrow } from "./screen.js";

/** The panels by the ids of their headings, and the words for them. @type {[string, string][]} */
const PANELS = [
  ["scales-h", "chair.scales.heading"],
  ["round-h", "chair.round.heading"],
  ["report-h", "chair.jump.report"],
  ["safe-h", "chair.safe.heading"],
];

/** Brings a panel into sight. @param {string} id */
export function jumpTo(id) {
  const heading = document.getElementById(id);
  if (!heading) return;
  heading.scrollIntoView({ block: "start" });
  heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: true });
}

export function Jumps() {
  if (!narrow.value) return null;
  const live = one("meeting")?.state === "live";
  const there = PANELS.filter(([id]) => live || (id !== "round-h" && id !== "report-h"));
  return html`<div class="tool-jumps">${there.map(([id, words]) => html`<button key=${id} type="button" onClick=${() => jumpTo(id)}>${t(words)}</button>`)}</div>`;
}
