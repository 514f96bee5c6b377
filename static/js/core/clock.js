// @ts-check
// The server's clock, measured as NTP does. An answer is about half a round trip old, so of the last samples the one
// with the shortest round trip is used. Clocks drift, so a sample counts a little less each second. A phone's clock may
// be wrong by minutes, or be changed during a meeting; the timer must not depend on it. So time is counted on the
// monotonic clock (performance.now), which nobody can set.
import { signal } from "../../vendor/preact.js";

/** Cheap clocks drift by up to this fraction. */
const DRIFT = 0.0001;
const SAMPLES = 8;
/** The device's clock and the monotonic one may diverge by this much before it counts as a jump. */
const JUMP_MS = 1500;
/** Times on the wire are whole milliseconds. */
const ROUNDING_MS = 2;
/** A server that can be reached answers in this time. */
const ANSWER_MS = 1000;
/** No welcome takes longer than this to arrive. */
const LATE_MS = 10000;

/** What to add to the monotonic clock to get UTC; by the device's clock until the server has answered. */
let offset = Date.now() - performance.now();
/** @typedef {{offset: number, trip: number, at: number}} Sample */
/** @type {Sample[]} */
let samples = [];
/** The device's clock minus the monotonic one, when last seen: a sleep, or somebody who sets the clock, changes it. */
let divergence = offset;
/** @type {(() => boolean)[]} */
const listeners = [];

/** The current second of the server's clock; a view that reads it is drawn again each second. */
export const second = signal(Math.floor(Date.now() / 1000));

/** Milliseconds since 1970 by the server's clock. */
export function now() {
  return performance.now() + offset;
}

/** This device's time for samples: monotonic, even if somebody sets the clock. */
export function local() {
  return performance.now();
}

/**
 * Takes one sample.
 * @param {number} sent  When the request was sent, by `local()`.
 * @param {number} serverNow  The server's answer.
 * @param {number} got  When the answer arrived, by `local()`.
 */
export function sample(sent, serverNow, got) {
  const trip = got - sent;
  if (!(trip >= 0) || typeof serverNow !== "number") return;
  checkForJump();
  const fresh = { offset: serverNow + trip / 2 - got, trip, at: got };
  const uncertainty = (/** @type {Sample} */ one) => one.trip / 2 + (got - one.at) * DRIFT;
  // If two samples cannot both be right, a clock was set in between and the older one is invalid.
  const agree = (/** @type {Sample} */ one) =>
    Math.abs(one.offset - fresh.offset) <= uncertainty(one) + uncertainty(fresh) + ROUNDING_MS;
  samples = samples.filter(agree).concat(fresh).slice(-SAMPLES);
  set(samples.reduce((best, one) => (uncertainty(one) < uncertainty(best) ? one : best)).offset);
}

/**
 * A first estimate from the welcome, used until there are samples, or if the samples must be wrong.
 * @param {number} serverNow
 */
export function guess(serverNow) {
  checkForJump();
  if (samples.length && Math.abs(serverNow - now()) < LATE_MS) return;
  samples = [];
  set(serverNow - local());
}

/**
 * Calls back when the device's clock and the monotonic one have diverged: somebody set the one, or a sleep stopped the
 * other.
 * @param {() => boolean} listener  Returns true if it is asking the server, so that the answer is worth a short wait.
 */
export function onClockJump(listener) {
  listeners.push(listener);
}

/** @param {number} found */
function set(found) {
  offset = found;
  tick();
}

/** Checks whether the clocks have diverged. */
function checkForJump() {
  const difference = Date.now() - performance.now();
  const jump = difference - divergence;
  if (Math.abs(jump) < JUMP_MS) return;
  divergence = difference;
  // The monotonic clock may have stood still, so the old samples are invalid.
  samples = [];
  const asked = listeners.filter((listener) => listener()).length > 0;
  // A jump forwards is most likely a sleep, and the device's clock is right until the server answers. A jump backwards
  // means that somebody set the clock: no sleep turns it back.
  if (jump <= 0) return;
  const follow = () => {
    if (!samples.length) offset += jump;
  };
  if (asked) setTimeout(follow, ANSWER_MS);
  else follow();
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** Wakes at the next full second by the server's clock. */
function tick() {
  checkForJump();
  const at = now();
  second.value = Math.floor(at / 1000);
  clearTimeout(timer);
  timer = setTimeout(tick, 1000 - (at % 1000) + 5);
}

tick();
