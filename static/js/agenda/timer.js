// @ts-check
// Times as people read them, computed from facts (when the timer ends) and the server's clock.
import { one } from "../core/records.js";
import { msUntil } from "./countdown.js";

/**
 * Milliseconds left on the timer now; negative in overtime; null without a timer. A view that reads it is drawn again
 * each second.
 * @returns {number | null}
 */
export function timerLeft() {
  const timer = one("timer");
  if (!timer) return null;
  if (!timer.running) return timer.left ?? 0;
  // The clocks of two machines differ by some milliseconds: the start is never shown as more than the whole time.
  return Math.min(msUntil(timer.ends_at ?? 0), timer.duration);
}

/**
 * 75000 as "1:15". When counting down, a second that has begun is still shown, so that the first is never skipped.
 * @param {number} ms
 */
export function formatClock(ms) {
  const seconds = ms >= 0 ? Math.ceil(ms / 1000 - 0.02) : Math.floor(-ms / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * Whole minutes that a section has taken so far.
 * @param {SectionRecord} section
 */
export function spentMinutes(section) {
  const running = section.running_since ? Math.max(0, -msUntil(section.running_since)) : 0;
  return Math.round((section.spent + running) / 60000);
}
