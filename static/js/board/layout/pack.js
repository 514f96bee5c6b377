// @ts-check
// Where each note goes on the board: pure arithmetic. A note goes into the shortest column of the first page that has
// room, so a note added later never moves the ones before it, and a long one leaves no gap. A named group stays
// together in one column, in a box with its name; a group taller than a page continues in a further box.

/**
 * A note, or a group's heading with its notes. A long note may take two columns (`span`).
 * @typedef {{key: string, height: number, span?: number, notes?: {key: string, height: number}[]}} Block
 */
/** @typedef {{page: number, column: number, y: number}} Spot */
/** @typedef {Spot & {key: string, height: number, again: boolean}} Box */
/**
 * @typedef {{pages: number, spots: Map<string, Spot>, boxes: Box[], cut: Spot[]}} Packed  `cut`: where a note is taller
 *   than a page.
 */

/**
 * @param {Block[]} blocks  In reading order.
 * @param {number} columns
 * @param {number} height  Of a page.
 * @param {number} gap
 * @returns {Packed}
 */
export function pack(blocks, columns, height, gap) {
  /** @type {Packed} */
  const packed = { pages: 0, spots: new Map(), boxes: [], cut: [] };
  /** @type {number[][]} */
  const pages = [];

  /**
   * Finds room and reserves it. An item taller than a page gets empty columns.
   * @param {number} tall
   * @param {number} [span]
   */
  const room = (tall, span = 1) => {
    const top = (/** @type {number[]} */ ends) => lowest(ends, span).y;
    let page = pages.findIndex((ends) => top(ends) === 0 || top(ends) + tall <= height);
    if (page < 0) page = pages.push(new Array(columns).fill(0)) - 1;
    const { column, y } = lowest(pages[page], span);
    pages[page].fill(y + tall + gap, column, column + span);
    if (tall > height) packed.cut.push({ page, column, y: height });
    return { page, column, y };
  };

  for (const block of blocks) {
    if (!block.notes) {
      packed.spots.set(block.key, room(block.height, Math.min(block.span || 1, columns)));
      continue;
    }
    chunks(block, height, gap).forEach((notes, index) => {
      const tall = notes.reduce((total, note) => total + note.height + gap, block.height);
      const spot = room(tall);
      packed.boxes.push({ ...spot, key: block.key, height: tall, again: index > 0 });
      let y = spot.y + block.height;
      for (const note of notes) {
        packed.spots.set(note.key, { page: spot.page, column: spot.column, y });
        y += note.height + gap;
      }
    });
  }
  packed.pages = Math.max(1, pages.length);
  return packed;
}

/**
 * The notes of a group in as many parts as it needs, each no taller than a page.
 * @param {Block} block
 * @param {number} height
 * @param {number} gap
 */
function chunks(block, height, gap) {
  /** @type {{key: string, height: number}[][]} */
  const parts = [[]];
  let tall = block.height;
  for (const note of block.notes || []) {
    const part = parts[parts.length - 1];
    if (part.length && tall + note.height + gap > height) {
      parts.push([note]);
      tall = block.height + note.height + gap;
    } else {
      part.push(note);
      tall += note.height + gap;
    }
  }
  return parts;
}

/**
 * The highest free place on a page for an item of this many columns.
 * @param {number[]} ends
 * @param {number} span
 */
function lowest(ends, span) {
  const tops = ends.slice(0, ends.length - span + 1).map((_, column) => Math.max(...ends.slice(column, column + span)));
  // A difference of one pixel is no reason to break the reading order.
  const column = tops.findIndex((top) => top <= Math.min(...tops) + 1);
  return { column, y: tops[column] };
}

/**
 * How many columns each zone gets: at least one, and more where there is more to read. The previous shares stay unless
 * the new ones are clearly better, so that the wall does not jump with every note.
 * @param {number[]} weights  How much there is to read in each zone.
 * @param {number} columns
 * @param {number[]} [before]
 * @param {boolean} [every]  Every column is needed: there is more to read than there is room.
 * @returns {number[]}
 */
export function columnShares(weights, columns, before, every) {
  const row = weights.map(() => 1);
  const load = (/** @type {number} */ index) => weights[index] / row[index];
  for (let left = columns - row.length; left > 0; left -= 1) {
    const [most] = row.map((_, index) => index).sort((a, b) => load(b) - load(a) || row[a] - row[b]);
    const alike = row.filter((share, index) => share === row[most] && load(index) * CLEARLY_BETTER >= load(most));
    // One column is left and two zones need it equally: neither gets it, and both become wider.
    if (!every && left < alike.length) break;
    row[most] += 1;
  }
  if (!before || before.length !== row.length || sum(before) !== sum(row)) return row;
  return fullestColumn(weights, before) > fullestColumn(weights, row) * CLEARLY_BETTER ? row : before;
}

const CLEARLY_BETTER = 1.35;

/** How much there is to read in the fullest column. @param {number[]} weights @param {number[]} row */
export function fullestColumn(weights, row) {
  return Math.max(...weights.map((weight, index) => weight / row[index]));
}

/** @param {number[]} row */
function sum(row) {
  return row.reduce((total, each) => total + each, 0);
}
