// The throttle of a slider: at most one value on its way, then the newest, and nothing after it has stopped.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createThrottle } from "../../../static/js/scale/throttle.js";

/** A throttle with a clock of its own, and a connection that answers when told to. */
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
  /** The waiting value is answered, or lost. */
  const answer = async (lost = false) => {
    const one = answers.shift();
    if (lost) one.lose(new Error("no answer"));
    else if (one) one.answer();
    await new Promise((done) => setImmediate(done));
  };
  return { pace, given, pass, answer };
}

test("the first value goes at once, and then the newest five times a second", async (context) => {
  const { pace, given, pass, answer } = line(context);
  for (let value = 1; value <= 40; value += 1) {
    pace.move(value);
    pass(25);
    await answer();
  }
  assert.deepEqual(given, [1, 9, 17, 25, 33]);
});

test("while a value is unanswered nothing else is sent, and then only the newest", async (context) => {
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

test("a lost answer does not stop the throttle", async (context) => {
  const { pace, given, pass, answer } = line(context);
  pace.move(1);
  pass(0);
  pace.move(2);
  await answer(true);
  pass(200);
  assert.deepEqual(given, [1, 2]);
});

test("what was unsent when it stopped stays unsent", async (context) => {
  const { pace, given, pass, answer } = line(context);
  pace.move(1);
  pass(0);
  pace.move(2);
  pace.stop();
  await answer();
  pass(1000);
  assert.deepEqual(given, [1]);
});
