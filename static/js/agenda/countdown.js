// @ts-check
// A countdown changes when a whole second of it has gone, not when the wall clock strikes. So each moment that somebody
// counts down to (or up from) has a beat of its own, by the server's clock: every screen changes at the same instant, a
// screen that is drawn again in between shows the same second, and the first second lasts as long as all others.
import { signal } from "../../vendor/preact.js";
import { now } from "../core/clock.js";

/** A little after the second has gone, so that a timer that fires early does not show the old one for another second. */
const AFTER_MS = 5;

/** One beat for each place within a second; it ticks only while a view reads it. @type {Map<number, {value: number}>} */
const beats = new Map();

/** @param {number} phase  0 to 999. */
function make(phase) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const beat = signal(0, {
    watched: () => wait(),
    unwatched: () => clearTimeout(timer),
  });
  const wait = () => {
    const gone = (((now() - phase) % 1000) + 1000) % 1000;
    timer = setTimeout(
      () => {
        beat.value += 1;
        wait();
      },
      1000 - gone + AFTER_MS,
    );
  };
  return beat;
}

/**
 * Milliseconds until a moment, below zero when it has gone. Reading it in a view draws the view again each time one more
 * second of it has gone.
 * @param {number} at  UTC milliseconds.
 */
export function msUntil(at) {
  const phase = Math.floor(((at % 1000) + 1000) % 1000);
  let beat = beats.get(phase);
  if (!beat) {
    beat = make(phase);
    beats.set(phase, beat);
  }
  beat.value;
  return at - now();
}
