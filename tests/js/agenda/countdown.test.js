// A countdown shows each second for one second, and the same second on every screen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clocks, pageWith } from "../browser.js";

const time = clocks();
pageWith({});
const { msUntil } = await import("../../../static/js/agenda/countdown.js");
const { formatClock } = await import("../../../static/js/agenda/timer.js");
const { effect } = await import("../../../static/vendor/preact.js");

/** What a screen shows while time passes, with how long each was shown. */
function watch(/** @type {number} */ at, /** @type {number} */ ms) {
  const seen = /** @type {[string, number][]} */ ([]);
  const stop = effect(() => void seen.push([formatClock(msUntil(at)), time.utc(0)]));
  time.pass(ms);
  stop();
  return seen;
}

test("the first second is shown, and as long as the others", () => {
  for (const phase of [0, 1, 400, 999]) {
    time.pass(1000 - (time.utc(0) % 1000) + phase);
    const start = time.utc(0);
    const seen = watch(start + 5000, 4500);
    assert.deepEqual(
      seen.map(([text]) => text),
      ["0:05", "0:04", "0:03", "0:02", "0:01"],
      `phase ${phase}`,
    );
    seen.forEach(([, when], n) => assert.ok(Math.abs(when - start - n * 1000) <= 6, `${n} came at ${when - start}`));
  }
});

test("a screen that joins later shows the same second", () => {
  const end = time.utc(0) + 60_000;
  time.pass(12_345);
  assert.equal(watch(end, 0)[0][0], "0:48");
  assert.equal(formatClock(msUntil(end)), "0:48");
});

test("time over counts up from zero", () => {
  const seen = watch(time.utc(0) + 1000, 3500).map(([text]) => text);
  assert.deepEqual(seen, ["0:01", "0:00", "0:01", "0:02"]);
});

test("nothing ticks while no view reads it", () => {
  const at = time.utc(0) + 10_000;
  let drawn = 0;
  const stop = effect(() => {
    msUntil(at);
    drawn += 1;
  });
  stop();
  time.pass(5000);
  assert.equal(drawn, 1);
});

test("an hour is shown in minutes", () => {
  assert.equal(formatClock(75 * 60_000), "75:00");
  assert.equal(formatClock(59_999), "1:00");
});
