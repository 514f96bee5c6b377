// @ts-check
// The server's clock, measured as NTP does. Half of the round trip is the best guess of how old an answer is, so of the
// last samples the one with the shortest round trip counts; an old sample counts a little less each second, because two
// clocks drift. Phones may be wrong by minutes, and people set them while a meeting is on; the timer must not care. So
// time is counted on the steady clock (performance.now), which nobody can set.
import { signal } from "../../vendor/preact.js";

/** Cheap quartz drifts by up to this share. */
const DRIFT = 0.0001;
const KEPT = 8;
/** The device's clock and the steady one may part by this much before it means something. */
const JUMP_MS = 1500;
/** Times on the wire are whole milliseconds. */
const ROUNDING_MS = 2;
/** A server that can be reached has answered in this time. */
const ANSWER_MS = 1000;
/** No welcome is on its way for longer than this. */
const LATE_MS = 10000;

/** What to add to the steady clock to get UTC; the device's own idea of it until the server has been asked. */
let offset = Date.now() - performance.now();
/** @typedef {{offset: number, trip: number, at: number}} Sample */
/** @type {Sample[]} */
let samples = [];
/** The device's clock less the steady one, as far as we know: a sleep or a hand changes it. */
let parted = offset;
/** @type {(() => boolean)[]} */
const listeners = [];

/** The present second of the server's clock; reading it in a view draws the view again each second. */
export const second = signal(Math.floor(Date.now() / 1000));

/** Milliseconds since 1970 by the server's clock. */
export function now() {
  return performance.now() + offset;
}

/** This device's time for samples: steady, also when somebody sets the clock. */
export function local() {
  return performance.now();
}

/**
 * Takes one sample.
 * @param {number} sent  When the question left, by `local()`.
 * @param {number} serverNow  What the server answered.
 * @param {number} got  When the answer came, by `local()`.
 */
export function sample(sent, serverNow, got) {
  const trip = got - sent;
  if (!(trip >= 0) || typeof serverNow !== "number") return;
  watch();
  const fresh = { offset: serverNow + trip / 2 - got, trip, at: got };
  const doubt = (/** @type {Sample} */ one) => one.trip / 2 + (got - one.at) * DRIFT;
  // Two samples that cannot both be right: a clock was set in between, so the older one is worth nothing.
  const agree = (/** @type {Sample} */ one) =>
    Math.abs(one.offset - fresh.offset) <= doubt(one) + doubt(fresh) + ROUNDING_MS;
  samples = samples.filter(agree).concat(fresh).slice(-KEPT);
  set(samples.reduce((best, one) => (doubt(one) < doubt(best) ? one : best)).offset);
}

/** A first guess from the welcome, until there are samples; or when those there are must be wrong. @param {number} serverNow */
export function guess(serverNow) {
  watch();
  if (samples.length && Math.abs(serverNow - now()) < LATE_MS) return;
  samples = [];
  set(serverNow - local());
}

/**
 * Calls back when the device's clock and the steady one have parted: somebody set the one, or a sleep stopped the other.
 * @param {() => boolean} listener  True when the server is being asked, so that an answer is worth a moment's waiting.
 */
export function jumped(listener) {
  listeners.push(listener);
}

/** @param {number} found */
function set(found) {
  offset = found;
  tick();
}

/** Looks whether the clocks have parted. */
function watch() {
  const apart = Date.now() - performance.now();
  const jump = apart - parted;
  if (Math.abs(jump) < JUMP_MS) return;
  parted = apart;
  // The steady clock may have stood still, so the old samples are worth nothing.
  samples = [];
  const asked = listeners.filter((listener) => listener()).length > 0;
  // Forwards it was most likely a sleep, and the device is right until the server has said. Backwards it was a hand: no
  // sleep turns a clock back.
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
  watch();
  const at = now();
  second.value = Math.floor(at / 1000);
  clearTimeout(timer);
  timer = setTimeout(tick, 1000 - (at % 1000) + 5);
}

tick();
