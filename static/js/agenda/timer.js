// @ts-check
// Times as people read them. Everything is worked out from facts (when the timer ends) and the server's clock.
import { one } from "../core/records.js";
import { msUntil } from "./countdown.js";

/**
 * Milliseconds left on the timer at this moment; below zero when over; null when there is no timer. Reading it in a
 * view draws the view again each second.
 */
export function timerLeft() {
  const timer = one("timer");
  if (!timer) return null;
  // The clocks of two machines differ by some milliseconds: a start is never shown as more than there is.
  return timer.running ? Math.min(msUntil(timer.ends_at), timer.duration) : timer.left;
}

/**
 * 75000 as "1:15". Counting down, a second that has begun is still shown, so the first one is never skipped.
 * @param {number} ms
 */
export function formatClock(ms) {
  const seconds = ms >= 0 ? Math.ceil(ms / 1000 - 0.02) : Math.floor(-ms / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * Whole minutes spent in a section so far.
 * @param {any} section
 */
export function spentMinutes(section) {
  const running = section.running_since ? Math.max(0, -msUntil(section.running_since)) : 0;
  return Math.round((section.spent + running) / 60000);
}
