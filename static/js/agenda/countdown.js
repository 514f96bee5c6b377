// @ts-check
// A countdown changes when one of its own seconds has passed, not when the clock's second changes. So each moment that
// is counted down to (or up from) has its own tick, by the server's clock: all screens change at the same instant, a
// screen drawn in between shows the same second, and the first second is as long as the others.
import { signal } from "../../vendor/preact.js";
import { now } from "../core/clock.js";

/** Slightly after the second, so that a timer that fires early does not show the old one for another second. */
const MARGIN_MS = 5;

/** A tick for each offset within a second; it runs only while a view reads it. @type {Map<number, {value: number}>} */
const ticks = new Map();

/** @param {number} phase  Milliseconds within the second, 0 to 999. */
function createTick(phase) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const tick = signal(0, {
    watched: () => wait(),
    unwatched: () => clearTimeout(timer),
  });
  const wait = () => {
    const elapsed = (((now() - phase) % 1000) + 1000) % 1000;
    timer = setTimeout(
      () => {
        tick.value += 1;
        wait();
      },
      1000 - elapsed + MARGIN_MS,
    );
  };
  return tick;
}

/**
 * Milliseconds until a moment; negative once it has passed. A view that reads it is drawn again each time one more
 * second has passed.
 * @param {number} at  UTC milliseconds.
 */
export function msUntil(at) {
  const phase = Math.floor(((at % 1000) + 1000) % 1000);
  let tick = ticks.get(phase);
  if (!tick) {
    tick = createTick(phase);
    ticks.set(phase, tick);
  }
  tick.value;
  return at - now();
}
