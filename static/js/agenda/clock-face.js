// @ts-check
// The timer of the current section. It turns to a warm colour when a fifth of the time is left; overtime counts up,
// without an alarm. Words say whatever the colour says. Screen readers find it as a timer, which is read only when
// asked for.
import { html } from "../../vendor/preact.js";
import { one } from "../core/records.js";
import { t } from "../ui/words.js";
import { formatClock, timerLeft } from "./timer.js";

/**
 * @typedef {{ms: number, text: string, phase: "calm" | "warm" | "over" | "paused", share: number, past: boolean}}
 *   TimerReading
 */

/**
 * What the timer shows now; null while no section is running.
 * @returns {TimerReading | null}
 */
export function readTimer() {
  const timer = one("timer");
  const ms = timerLeft();
  if (!timer || ms === null) return null;
  const share = timer.duration ? Math.min(1, Math.max(0, 1 - ms / timer.duration)) : 1;
  const past = ms <= -1000;
  /** @type {TimerReading["phase"]} */
  let phase = "calm";
  if (!timer.running) phase = "paused";
  else if (past) phase = "over";
  else if (ms <= timer.duration / 5) phase = "warm";
  return { ms, text: past ? `+${formatClock(ms)}` : formatClock(Math.max(0, ms)), phase, share, past };
}

/** The words under the timer. @param {TimerReading} reading */
function timerWords(reading) {
  const n = Math.round((one("timer")?.duration || 0) / 60000);
  if (reading.phase === "paused") return t(reading.past ? "agenda.paused_over" : "agenda.paused");
  if (reading.phase === "over") return t("agenda.over");
  return t(reading.phase === "warm" ? "agenda.last_fifth" : "agenda.left_of", { n });
}

/**
 * @param {{words?: boolean, big?: boolean}} props  `words`: always with words under it; otherwise only when it is
 *   paused or in overtime. `big`: with words and the progress line, for a screen that many people look at.
 */
export function ClockFace({ words, big }) {
  const reading = readTimer();
  if (!reading) return null;
  const withWords = words || big || reading.phase === "paused" || reading.phase === "over";
  return html`<div
    class=${`clock clock-${reading.phase} ${big ? "clock-big" : ""}`}
    role="timer"
    aria-label=${t("agenda.clock")}
  >
    <span class="clock-time num" translate=${false}>${reading.text}</span>
    ${withWords && html`<span class="clock-words">${timerWords(reading)}</span>`}
    ${big && html`<${ClockLine} />`}
  </div>`;
}

/** The thin line that fills as the section goes on. */
export function ClockLine() {
  const reading = readTimer();
  const share = reading ? reading.share : 0;
  return html`<div class=${`clock-line ${reading ? `clock-${reading.phase}` : ""}`} aria-hidden="true">
    <i style=${`transform: scaleX(${share.toFixed(4)})`}></i>
  </div>`;
}
