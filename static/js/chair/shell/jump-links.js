// @ts-check
// Links to the panels on the right side, so that what a chair needs in a hurry is never a long scroll away.
import { html } from "../../../vendor/preact.js";
import { all, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { t } from "../../ui/words.js";
import { roundIsOn } from "../../voices/queries.js";
import { closeReport, narrow, writingReport } from "./screen-state.js";

/** The panels, by the ids of their headings, and the keys of their names. @type {[string, string][]} */
const PANELS = [
  ["hands-h", "voice.queue.heading"],
  ["round-h", "chair.round.heading"],
  ["scales-h", "chair.scales.heading"],
  ["guests-h", "voice.guest.heading"],
  ["thread-h", "thread.heading"],
  ["report-h", "chair.jump.report"],
  ["safe-h", "chair.safe.heading"],
];

/** Scrolls to a panel. @param {string} id */
export function jumpToPanel(id) {
  if (writingReport.value && !narrow.value) {
    // The report covers the panels; they are back after the next render.
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
  const links = PANELS.filter(([id]) => shown(id));
  return html`<div class="tool-jumps">
    ${links.map(
      ([id, words]) => html`<button key=${id} type="button" onClick=${() => jumpToPanel(id)}>${t(words)}</button>`,
    )}
  </div>`;
}
