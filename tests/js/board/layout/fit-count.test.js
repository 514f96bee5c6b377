// The names in a small group's card: none is left out without saying so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { countFitting } from "../../../../static/js/board/layout/fit-count.js";

const room = { width: 100, lines: 2, gap: 5, more: 30 };

test("all are shown if all fit, to the last place", () => {
  assert.equal(countFitting([], room), 0);
  assert.equal(countFitting([45, 50, 100], room), 3);
  assert.equal(countFitting([30, 30, 30, 30, 30, 30], room), 6);
});

test("if not all fit, there is room for the words that say so", () => {
  assert.equal(countFitting([30, 30, 30, 30, 30, 30, 30], room), 5);
  assert.equal(countFitting([45, 50, 100, 10], room), 2);
  assert.equal(countFitting([45, 50, 66, 40], room), 2);
  assert.equal(countFitting([45, 50, 65, 40], room), 3);
});

test("a line is never overfull: a name that does not fit starts the next", () => {
  assert.equal(countFitting([60, 60, 30, 40], room), 2);
  assert.equal(countFitting([60, 60, 60], { ...room, lines: 3 }), 3);
});

test("if there is no room for a name, there is room for the number", () => {
  assert.equal(countFitting([90, 90], { ...room, lines: 1 }), 0);
  assert.equal(countFitting([100, 100, 100], { ...room, lines: 1 }), 0);
});
