// All screens show the same second, however wrong their own clocks are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clocks, fresh } from "../browser.js";

const TEN_MINUTES = 600_000;
const time = clocks();
/** How wrong this device's clock is. */
let wrong = 0;
const utc = () => time.utc(wrong);

/** One question to the server and its answer. */
function ask(clock, there, back = there) {
  const sent = clock.local();
  time.pass(there);
  const serverNow = Math.round(utc());
  time.pass(back);
  clock.sample(sent, serverNow, clock.local());
}
const near = (clock, ms) => assert.ok(Math.abs(clock.now() - utc()) <= ms, `off by ${clock.now() - utc()} ms`);

test("a device that is ten minutes off shows the server's time", async () => {
  wrong = TEN_MINUTES;
  const clock = await fresh("core/clock.js");
  assert.ok(Math.abs(clock.now() - utc()) > TEN_MINUTES - 10);
  ask(clock, 40);
  near(clock, 1);
  wrong = 0;
});

test("the sample with the shortest round trip is used", async () => {
  const clock = await fresh("core/clock.js");
  ask(clock, 300, 20);
  ask(clock, 10, 10);
  ask(clock, 900, 30);
  near(clock, 1);
});

test("an old sample is replaced by a new one that is only a little worse", async () => {
  const clock = await fresh("core/clock.js");
  ask(clock, 10, 10);
  // The device's quartz drifts against UTC by 30 parts in a million for ten minutes.
  time.pass(TEN_MINUTES);
  wrong += 20;
  ask(clock, 15, 15);
  near(clock, 2);
  wrong = 0;
});

test("setting the device's clock back changes nothing", async () => {
  const clock = await fresh("core/clock.js");
  ask(clock, 20);
  time.set(-TEN_MINUTES);
  wrong = -TEN_MINUTES;
  time.pass(3000);
  near(clock, 2);
  wrong = 0;
  time.set(TEN_MINUTES);
  time.pass(2000);
});

test("when the clocks drift apart, listeners are told at once, so that the server is asked again", async () => {
  const clock = await fresh("core/clock.js");
  ask(clock, 20);
  let told = 0;
  clock.onClockJump(() => (told += 1));
  time.pass(5000);
  assert.equal(told, 0);
  time.set(-TEN_MINUTES);
  time.pass(1100);
  assert.equal(told, 1);
  time.set(TEN_MINUTES);
});

test("after a sleep that stopped the monotonic clock, the time is right before the network is back", async () => {
  const clock = await fresh("core/clock.js");
  ask(clock, 20);
  time.sleep(90_000);
  time.pass(1100);
  near(clock, 3);
});

test("setting the device's clock forward changes nothing while the server can be reached", async () => {
  const clock = await fresh("core/clock.js");
  ask(clock, 20);
  clock.onClockJump(() => {
    setTimeout(() => ask(clock, 0), 100);
    return true;
  });
  time.set(TEN_MINUTES);
  wrong = TEN_MINUTES;
  for (let n = 0; n < 30; n += 1) {
    time.pass(100);
    near(clock, 2);
  }
  time.set(-TEN_MINUTES);
  wrong = 0;
});

test("when no answer comes after a sleep, the device's clock is used for the time being", async () => {
  const clock = await fresh("core/clock.js");
  ask(clock, 20);
  clock.onClockJump(() => true);
  time.sleep(90_000);
  time.pass(2200);
  near(clock, 3);
});

test("a sample from before a clock was set is not used", async () => {
  const clock = await fresh("core/clock.js");
  ask(clock, 5, 5);
  // The server's own clock is corrected by four seconds, and its answers take longer.
  wrong = -4000;
  ask(clock, 200, 200);
  near(clock, 3);
  wrong = 0;
});

test("the welcome is a first estimate, and replaces no better one", async () => {
  wrong = TEN_MINUTES;
  const clock = await fresh("core/clock.js");
  clock.guess(utc() - 250);
  near(clock, 260);
  ask(clock, 15);
  clock.guess(utc() - 800);
  near(clock, 2);
  wrong = 0;
});

test("the second changes on the second of the server's clock, and skips none", async () => {
  wrong = 400;
  const clock = await fresh("core/clock.js");
  ask(clock, 20);
  const seen = [];
  const stop = clock.second.subscribe((second) => seen.push([second, utc() % 1000]));
  time.pass(5000);
  stop();
  const seconds = seen.map(([second]) => second);
  assert.deepEqual(
    seconds,
    seconds.map((_, n) => seconds[0] + n),
  );
  assert.ok(seconds.length >= 5);
  assert.ok(
    seen.slice(1).every(([, after]) => after < 30),
    JSON.stringify(seen),
  );
  wrong = 0;
});
