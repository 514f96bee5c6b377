// Where notes go on the board: nothing jumps, nothing is lost, groups stay together.
import assert from "node:assert/strict";
import { test } from "node:test";
import { columnShares, pack } from "../../../../static/js/board/layout/pack.js";

const note = (/** @type {string} */ key, /** @type {number} */ height, span = 1) => ({ key, height, span });
const group = (/** @type {string} */ key, /** @type {any[]} */ notes) => ({ key, height: 10, notes });
/** A hundred and fifty notes of all heights, always the same ones. */
const many = Array.from({ length: 150 }, (_, n) => note(`n${n}`, 8 + ((n * 37) % 60), n % 11 === 3 ? 2 : 1));
const PAGE = 100;

/** The notes as rectangles on their pages. */
function places(/** @type {any[]} */ blocks, columns = 3) {
  const { spots, pages } = pack(blocks, columns, PAGE, 2);
  const all = blocks.flatMap((block) => block.notes || [block]);
  return {
    pages,
    all: all.map((each) => ({ ...each, ...spots.get(each.key)?.[0], span: Math.min(each.span, columns) })),
  };
}

test("every note has a place on a page, and none lies on another", () => {
  const { all, pages } = places(many);
  for (const a of all) {
    assert.ok(a.page >= 0 && a.page < pages && a.column + a.span <= 3 && a.y + a.height <= PAGE, a.key);
    for (const b of all) {
      const apart =
        a === b ||
        a.page !== b.page ||
        a.column + a.span <= b.column ||
        b.column + b.span <= a.column ||
        a.y + a.height <= b.y ||
        b.y + b.height <= a.y;
      assert.ok(apart, `${a.key} lies on ${b.key}`);
    }
  }
});

test("a note that is added never moves those before it", () => {
  for (let n = 1; n < many.length; n += 1) {
    const before = pack(many.slice(0, n), 3, PAGE, 2).spots;
    const after = pack(many.slice(0, n + 1), 3, PAGE, 2).spots;
    before.forEach((spot, key) => assert.deepEqual(after.get(key), spot));
  }
});

test("a long note that moves to the next page leaves no gap", () => {
  const { all } = places([note("a", 60), note("b", 60), note("long", 90), note("short", 20)], 2);
  assert.deepEqual(
    all.map(({ page }) => page),
    [0, 0, 1, 0],
  );
});

/** A note of many lines, each 10 high, with 5 above and below them. */
const long = (/** @type {string} */ key, /** @type {number} */ lines) => ({
  key,
  height: 10 + 10 * lines,
  text: { top: 5, line: 10, lines },
});

test("a note taller than a page continues on the next pages, between two of its lines", () => {
  const { spots, pages } = pack([note("a", 20), long("long", 25), note("b", 20)], 1, PAGE, 2);
  assert.deepEqual(spots.get("long"), [
    { page: 1, column: 0, y: 0, from: 0, height: 95 },
    { page: 2, column: 0, y: 0, from: 95, height: 100 },
    { page: 3, column: 0, y: 0, from: 195, height: 65 },
  ]);
  assert.equal(pages, 4);
  assert.deepEqual(spots.get("b"), [{ page: 0, column: 0, y: 22, from: 0, height: 20 }]);
});

test("every line of a long note in a group is on a page too", () => {
  const { spots, boxes } = pack([group("g", [note("a", 20), long("long", 25)])], 2, PAGE, 2);
  const parts = spots.get("long") || [];
  assert.equal(parts[0].from, 0);
  parts.forEach((part, n) => assert.equal(part.from + part.height, parts[n + 1]?.from ?? 260));
  assert.equal(new Set(parts.map(({ page }) => page)).size, parts.length);
  assert.ok(boxes.every(({ y, height }) => y + height <= PAGE));
});

test("a group stays in one column, under its name", () => {
  const { spots, boxes } = pack([group("g", [note("a", 20), note("b", 20)]), note("c", 20)], 2, PAGE, 2);
  assert.deepEqual(boxes, [{ page: 0, column: 0, y: 0, key: "g", height: 54, again: false }]);
  assert.deepEqual(
    ["a", "b", "c"].map((key) => spots.get(key)?.[0]).map((spot) => [spot?.column, spot?.y]),
    [
      [0, 10],
      [0, 32],
      [1, 0],
    ],
  );
});

test("a group taller than a page continues in a further box, which says so", () => {
  const { boxes, spots } = pack(
    [
      group(
        "g",
        many.slice(0, 12).map(({ key }) => note(key, 30)),
      ),
    ],
    2,
    PAGE,
    2,
  );
  assert.deepEqual(
    boxes.map(({ again }) => again),
    [false, true, true, true, true, true],
  );
  assert.ok(boxes.every(({ y, height }) => y + height <= PAGE));
  assert.equal(spots.size, 12);
});

test("columns go where there is most to read", () => {
  assert.deepEqual(columnShares([30, 5, 5], 5), [3, 1, 1]);
  assert.deepEqual(columnShares([0, 0], 4), [2, 2]);
});

test("equal zones get equal shares, even if a column is left over", () => {
  assert.deepEqual(columnShares([10, 9], 3), [1, 1]);
  assert.deepEqual(columnShares([10, 9], 3, undefined, true), [2, 1]);
});

test("one more note does not rearrange the wall", () => {
  assert.deepEqual(columnShares([9, 10], 3, [2, 1], true), [2, 1]);
  assert.deepEqual(columnShares([9, 30], 3, [2, 1], true), [1, 2]);
});
