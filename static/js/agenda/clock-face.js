// @ts-check
// The clock of the present section. Warm at a fifth left; over is shown kindly, counting up.
import { html } from "../../vendor/preact.js";
import { one } from "../live/records.js";
import { t } from "../ui/words.js";
import { clock, left } from "./time.js";

/**
 * What the clock says now.
 * @returns {{ms: number, text: string, phase: "calm" | "warm" | "over" | "paused", share: number} | null}
 */
export function reading() {
  const timer = one("timer");
  const ms = left();
  if (!timer || ms === null) return null;
  const share = timer.duration ? Math.min(1, Math.max(0, 1 - ms / timer.duration)) : 1;
  const over = ms <= -1000;
  let phase = /** @type {"calm" | "warm" | "over" | "paused"} */ ("calm");
  if (over) phase = "over";
  else if (ms <= timer.duration / 5) phase = "warm";
  if (!timer.running) phase = "paused";
  return { ms, text: over ? `+${clock(ms)}` : clock(Math.max(0, ms)), phase, share };
}

/** The words under the clock. @param {any} read */
export function saying(read) {
  const timer = one("timer");
  if (read.phase === "paused") return t("agenda.paused");
  if (read.phase === "over") return t("agenda.over");
  return t("agenda.left_of", { n: Math.round((timer?.duration || 0) / 60000) });
}

/** @param {{words?: boolean}} props */
export function ClockFace({ words }) {
  const read = reading();
  if (!read) return null;
  return html`<div class=${`clock clock-${read.phase}`} role="timer" aria-label=${t("agenda.clock")}>
    <span class="clock-time num">${read.text}</span>
    ${words && html`<span class="clock-words">${saying(read)}</span>`}
  </div>`;
}

/** The thin line that fills while the section goes on. */
export function ClockLine() {
  const read = reading();
  const share = read ? read.share : 0;
  return html`<div class=${`clock-line ${read ? `clock-${read.phase}` : ""}`} aria-hidden="true">
    <i style=${`transform: scaleX(${share.toFixed(4)})`}></i>
  </div>`;
}
