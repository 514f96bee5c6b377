// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsIn, flow, noteHeight, wideGroups } from "../../../static/js/wall/flow.js";

const blocks = (/** @type {number} */ n, from = 0) =>
  Array.from({ length: n }, (_, k) => ({ key: `n${from + k}`, height: 60 + ((k * 37) % 90) }));

test("680 pixels are three columns, a phone is one", () => {
  assert.deepEqual([columnsIn(0), columnsIn(328), columnsIn(680), columnsIn(1240)], [1, 1, 3, 5]);
});

test("a block that comes later moves no other", () => {
  const first = flow(blocks(9), 3, new Map(), true);
  const then = flow(blocks(12), 3, first, false);
  for (const [key, column] of first) assert.equal(then.get(key), column);
});

test("no column is much longer than another", () => {
  const all = blocks(40);
  const places = flow(all, 4, new Map(), true);
  const ends = [0, 1, 2, 3].map((n) =>
    all.filter((block) => places.get(block.key) === n).reduce((sum, block) => sum + block.height, 0),
  );
  assert.ok(Math.max(...ends) - Math.min(...ends) < 160, String(ends));
});

test("columns that have become uneven are made anew, when things may move", () => {
  const left = new Map(blocks(9).map((block) => [block.key, 0]));
  assert.deepEqual(new Set(flow(blocks(9), 3, left, false).values()), new Set([0]));
  assert.equal(new Set(flow(blocks(9), 3, left, true).values()).size, 3);
});

test("a group that would leave the other columns empty takes the whole width", () => {
  const group = { key: "g", height: 900 };
  assert.deepEqual(wideGroups([group], blocks(2), 3), ["g"]);
  assert.deepEqual(wideGroups([group], blocks(30), 3), []);
  assert.deepEqual(wideGroups([group], [], 1), []);
});

test("a longer note is higher", () => {
  assert.ok(noteHeight({ text: "word ".repeat(40) }, 210) > noteHeight({ text: "word" }, 210) + 100);
});
