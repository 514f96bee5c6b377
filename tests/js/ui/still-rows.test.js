// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { holdRows, toRows } from "../../../static/js/ui/still-rows.js";

/** @param {string} ids */
const items = (ids) => Array.from(ids, (id) => ({ id, text: id }));
/** @param {{rows: {id: string, state: string}[]}} held */
const shown = ({ rows }) => rows.map((row) => (row.state === "gone" ? "_" : row.id)).join("");

test("new items come in after the last row, and only there", () => {
  const rows = toRows(items("abc"));
  assert.equal(shown(holdRows(rows, items("abcde"))), "abcde");
  const between = holdRows(rows, items("axbcd"));
  assert.equal(shown(between), "abcd");
  assert.deepEqual([between.waiting, between.changed], [1, true]);
  assert.equal(shown(holdRows(rows, items("abcd"), { open: false })), "abc");
});

test("a row whose item is gone keeps its place, and gets the item back", () => {
  const held = holdRows(toRows(items("abc")), items("ac"));
  assert.equal(shown(held), "a_c");
  assert.equal(held.changed, true);
  const again = holdRows(held.rows, items("abc"));
  assert.deepEqual([shown(again), again.changed], ["abc", false]);
});

test("rows that would change places stay", () => {
  const held = holdRows(toRows(items("abc")), items("cab"));
  assert.deepEqual([shown(held), held.changed, held.waiting], ["abc", true, 0]);
});

test("an item that would change its height is shown as it is now, at the height it had", () => {
  const sizeOf = (/** @type {{text: string}} */ item) => item.text;
  const [row] = holdRows(toRows(items("a"), sizeOf), [{ id: "a", text: "long" }], { sizeOf }).rows;
  assert.deepEqual([row.item.text, row.state], ["long", "pinned"]);
});

test("whatever happens, no row ever moves", () => {
  const letters = "abcdefghijkl";
  for (let round = 0; round < 300; round += 1) {
    const pick = () => Array.from(letters).filter(() => Math.random() < 0.6);
    const mixed = () =>
      pick()
        .sort(() => Math.random() - 0.5)
        .join("");
    let rows = toRows(items(mixed()));
    for (let step = 0; step < 5; step += 1) {
      const wanted = items(mixed());
      const before = rows.map((row) => row.id);
      const held = holdRows(rows, wanted);
      rows = held.rows;
      assert.deepEqual(
        rows.slice(0, before.length).map((row) => row.id),
        before,
      );
      const there = new Set(wanted.map((item) => item.id));
      for (const row of rows) assert.equal(row.state === "gone", !there.has(row.id));
      assert.equal(rows.filter((row) => row.state !== "gone").length + held.waiting, wanted.length);
      assert.equal(held.changed, shown(held) !== wanted.map((item) => item.id).join(""));
    }
  }
});
