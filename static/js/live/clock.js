// @ts-check
// The server's clock, measured as NTP does: half of the round trip is the best guess of how old an answer is, and the
// sample with the shortest round trip is the best of several. Phones may be wrong by minutes; the timer must not be.
import { signal } from "../../vendor/preact.js";

let offset = 0;
let best = Infinity;
/** Where Date.now() should be, by a clock that nobody sets. */
let anchor = Date.now() - performance.now();

/** The present second of the server's clock; reading it in a view draws the view again each second. */
export const second = signal(Math.floor(Date.now() / 1000));

/** Milliseconds since 1970 by the server's clock. */
export function now() {
  return anchor + performance.now() + offset;
}

/**
 * Takes one sample.
 * @param {number} sent  When the question left, by `local()`.
 * @param {number} serverNow  What the server answered.
 * @param {number} got  When the answer came, by `local()`.
 */
export function sample(sent, serverNow, got) {
  const trip = got - sent;
  if (trip < 0 || trip > best + 20) return;
  best = trip;
  offset = serverNow + trip / 2 - got;
  tick();
}

/** This device's time for samples: steady, also when somebody sets the clock. */
export function local() {
  return anchor + performance.now();
}

/** Forgets how good the samples were, so that new ones count: after a sleep the steady clock may have stood still. */
export function remeasure() {
  best = Infinity;
}

/** A first guess from the welcome, until the samples are there. @param {number} serverNow */
export function guess(serverNow) {
  if (best === Infinity) {
    offset = serverNow - local();
    tick();
  }
}

/** @type {number | undefined} */
let timer;

/** Wakes at the next full second by the server's clock. Anything that counts down changes on that beat. */
function tick() {
  const at = now();
  second.value = Math.floor(at / 1000);
  clearTimeout(timer);
  timer = window.setTimeout(tick, 1000 - (at % 1000) + 5);
}

tick();
