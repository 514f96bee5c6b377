// @ts-check
// Short ways to the panels of the right side: what a chair needs in a hurry is never a long scroll away.
import { html } from "../../../vendor/preact.js";
import { all, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { t } from "../../ui/words.js";
import { roundIsOn } from "../../voices/queries.js";
import { closeReport, narrow, writingReport } from "./screen-state.js";

/** The panels by the ids of their headings, and the words for them. @type {[string, string][]} */
const PANELS = [
  ["hands-h", "voice.queue.heading"],
  ["round-h", "chair.round.heading"],
  ["scales-h", "chair.scales.heading"],
  ["guests-h", "voice.guest.heading"],
  ["thread-h", "thread.heading"],
  ["report-h", "chair.jump.report"],
  ["safe-h", "chair.safe.heading"],
];

/** Brings a panel into sight. @param {string} id */
export function jumpToPanel(id) {
  if (writingReport.value && !narrow.value) {
    // The report stands where the panels are; they are back when it has been drawn away.
    closeReport();
    window.setTimeout(() => jumpToPanel(id));
    return;
  }
  const heading = document.getElementById(id);
  if (!heading) return;
  heading.scrollIntoView({ block: "start" });
  heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: true });
}

export function JumpLinks() {
  if (!narrow.value) return null;
  const state = one("meeting")?.state;
  const shown = (/** @type {string} */ id) => {
    if (id === "round-h") return state === "live" && (isChair() || roundIsOn());
    if (id === "safe-h") return isChair() || all("removed").length > 0;
    if (id === "guests-h") return state !== "closed";
    return state === "live" || (id !== "hands-h" && id !== "report-h");
  };
  const there = PANELS.filter(([id]) => shown(id));
  return html`<div class="tool-jumps">
    ${there.map(
      ([id, words]) => html`<button key=${id} type="button" onClick=${() => jumpToPanel(id)}>${t(words)}</button>`,
    )}
  </div>`;
}
