// @ts-check
// The clock of the present part. Warm at a fifth left; over is shown kindly, counting up. Whatever the colour says, words
// say too. It is a timer for screen readers, which may be asked and does not chatter.
import { html } from "../../vendor/preact.js";
import { one } from "../core/records.js";
import { t } from "../ui/words.js";
import { formatClock, timerLeft } from "./timer.js";

/** @typedef {{ms: number, text: string, phase: "calm" | "warm" | "over" | "paused", share: number, past: boolean}} Reading */

/**
 * What the clock says now; null while no part is on.
 * @returns {Reading | null}
 */
export function readTimer() {
  const timer = one("timer");
  const ms = timerLeft();
  if (!timer || ms === null) return null;
  const share = timer.duration ? Math.min(1, Math.max(0, 1 - ms / timer.duration)) : 1;
  const past = ms <= -1000;
  /** @type {Reading["phase"]} */
  let phase = "calm";
  if (!timer.running) phase = "paused";
  else if (past) phase = "over";
  else if (ms <= timer.duration / 5) phase = "warm";
  return { ms, text: past ? `+${formatClock(ms)}` : formatClock(Math.max(0, ms)), phase, share, past };
}

/** The words under the clock. @param {Reading} read */
export function timerWords(read) {
  const n = Math.round((one("timer")?.duration || 0) / 60000);
  if (read.phase === "paused") return t(read.past ? "agenda.paused_over" : "agenda.paused");
  if (read.phase === "over") return t("agenda.over");
  return t(read.phase === "warm" ? "agenda.last_fifth" : "agenda.left_of", { n });
}

/**
 * @param {{words?: boolean, big?: boolean}} props  `words`: always with words under it. Without, they come when they are
 *   needed: paused, or over. `big`: with words and the line, for a screen that many look at.
 */
export function ClockFace({ words, big }) {
  const read = readTimer();
  if (!read) return null;
  const told = words || big || read.phase === "paused" || read.phase === "over";
  return html`<div
    class=${`clock clock-${read.phase} ${big ? "clock-big" : ""}`}
    role="timer"
    aria-label=${t("agenda.clock")}
  >
    <span class="clock-time num">${read.text}</span>
    ${told && html`<span class="clock-words">${timerWords(read)}</span>`}
    ${big && html`<${ClockLine} />`}
  </div>`;
}

/** The thin line that fills while the part goes on. */
export function ClockLine() {
  const read = readTimer();
  const share = read ? read.share : 0;
  return html`<div class=${`clock-line ${read ? `clock-${read.phase}` : ""}`} aria-hidden="true">
    <i style=${`transform: scaleX(${share.toFixed(4)})`}></i>
  </div>`;
}
