// @ts-check
// What a list shows while it must not move: pure arithmetic. Rows that are there keep their places and heights, whatever
// happens to the items; a row whose item is gone stays as an empty place. New items come in only after the last row,
// where they move nothing. Everything else waits.

/**
 * @template T
 * @typedef {{id: string, item: T, size: string, state: "as_is" | "pinned" | "gone", height?: number}} Row `size`: what
 *   the height of its element depended on when it was last laid out; `pinned`: that has changed, so it has a fixed
 *   height.
 */

/**
 * @template {{id: string}} T
 * @typedef {{sizeOf?: (item: T) => string, keepPlace?: (now: T, shown: T) => T, open?: boolean}} Holding
 *   `sizeOf`: what the height of an item's element depends on; `keepPlace`: the item as it is now, in the place where
 *   it is shown; `open`: whether anything may come in after the last row, because nothing stands below it.
 */

/**
 * @template {{id: string}} T
 * @param {Row<T>[]} shown  The rows that are on the screen.
 * @param {T[]} wanted  The items as they are now, in their order.
 * @param {Holding<T>} [holding]
 * @returns {{rows: Row<T>[], waiting: number, changed: boolean}} `waiting`: how many new items have to wait; `changed`:
 *   whether anything differs from what is wanted.
 */
export function holdRows(shown, wanted, { sizeOf = () => "", keepPlace = (now) => now, open = true } = {}) {
  const items = new Map(wanted.map((item) => [item.id, item]));
  const there = new Set(shown.map((row) => row.id));
  let changed = false;
  const rows = shown.map((row) => {
    const now = items.get(row.id);
    /** @type {Row<T>} */
    const next = { ...row, item: now ? keepPlace(now, row.item) : row.item, state: "as_is" };
    if (!now) next.state = "gone";
    else if (sizeOf(now) !== row.size) next.state = "pinned";
    changed = changed || next.state !== "as_is" || next.item !== now;
    return next;
  });
  // Only new items at the very end of what is wanted stand after all others.
  let end = wanted.length;
  while (open && end > 0 && !there.has(wanted[end - 1].id)) end -= 1;
  const waiting = wanted.slice(0, end).filter((item) => !there.has(item.id)).length;
  const known = wanted.filter((item) => there.has(item.id));
  const left = rows.filter((row) => row.state !== "gone");
  changed = changed || waiting > 0 || left.some((row, n) => known[n].id !== row.id);
  return { rows: rows.concat(toRows(wanted.slice(end), sizeOf)), waiting, changed };
}

/**
 * The items as rows that nothing holds.
 * @template {{id: string}} T
 * @param {T[]} items @param {(item: T) => string} [sizeOf]
 * @returns {Row<T>[]}
 */
export function toRows(items, sizeOf = () => "") {
  return items.map((item) => ({ id: item.id, item, size: sizeOf(item), state: "as_is" }));
}
