// The names in a small group's card: none goes without a word.
import assert from "node:assert/strict";
import { test } from "node:test";
import { countFitting } from "../../../../static/js/board/layout/fit-count.js";

const room = { width: 100, lines: 2, gap: 5, more: 30 };

test("all are shown where all fit, to the last place", () => {
  assert.equal(countFitting([], room), 0);
  assert.equal(countFitting([45, 50, 100], room), 3);
  assert.equal(countFitting([30, 30, 30, 30, 30, 30], room), 6);
});

test("where not all fit, the words that say so have a place of their own", () => {
  assert.equal(countFitting([30, 30, 30, 30, 30, 30, 30], room), 5);
  assert.equal(countFitting([45, 50, 100, 10], room), 2);
  assert.equal(countFitting([45, 50, 66, 40], room), 2);
  assert.equal(countFitting([45, 50, 65, 40], room), 3);
});

test("a line is never more than full, so a name that breaks takes the next", () => {
  assert.equal(countFitting([60, 60, 30, 40], room), 2);
  assert.equal(countFitting([60, 60, 60], { ...room, lines: 3 }), 3);
});

test("where there is no room for a name there is room to say how many", () => {
  assert.equal(countFitting([90, 90], { ...room, lines: 1 }), 0);
  assert.equal(countFitting([100, 100, 100], { ...room, lines: 1 }), 0);
});
