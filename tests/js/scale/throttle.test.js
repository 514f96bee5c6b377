// The pace of a slider: at most one value on its way, the newest next, and nothing after it was let go.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createThrottle } from "../../../static/js/scale/throttle.js";

/** A pace with a clock of its own, and a line that answers when it is told to. */
function line(context) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let now = 0;
  context.mock.method(performance, "now", () => now);
  const given = [];
  const answers = [];
  const pace = createThrottle({
    interval: 200,
    transmit: (value) =>
      new Promise((answer, lose) => {
        given.push(value);
        answers.push({ answer, lose });
      }),
  });
  const pass = (ms) => {
    now += ms;
    context.mock.timers.tick(ms);
  };
  /** What waits is answered, or lost. */
  const answer = async (lost = false) => {
    const one = answers.shift();
    if (lost) one.lose(new Error("no answer"));
    else if (one) one.answer();
    await new Promise((done) => setImmediate(done));
  };
  return { pace, given, pass, answer };
}

test("the first goes at once, and then five a second with the newest each time", async (context) => {
  const { pace, given, pass, answer } = line(context);
  for (let value = 1; value <= 40; value += 1) {
    pace.move(value);
    pass(25);
    await answer();
  }
  assert.deepEqual(given, [1, 9, 17, 25, 33]);
});

test("while one is not answered nothing else goes out, and then the newest only", async (context) => {
  const { pace, given, pass, answer } = line(context);
  pace.move(1);
  pass(0);
  for (const value of [2, 3, 4]) {
    pace.move(value);
    pass(1000);
  }
  assert.deepEqual(given, [1]);
  await answer();
  pass(0);
  assert.deepEqual(given, [1, 4]);
});

test("a lost answer does not stop the thumb", async (context) => {
  const { pace, given, pass, answer } = line(context);
  pace.move(1);
  pass(0);
  pace.move(2);
  await answer(true);
  pass(200);
  assert.deepEqual(given, [1, 2]);
});

test("what was not sent when it stops stays unsent", async (context) => {
  const { pace, given, pass, answer } = line(context);
  pace.move(1);
  pass(0);
  pace.move(2);
  pace.stop();
  await answer();
  pass(1000);
  assert.deepEqual(given, [1]);
});
