// @ts-check
// Where each note goes on the board: pure arithmetic. A note goes into the shortest column of the first page that has
// room, so a note added later never moves the ones before it, and a long one leaves no gap. A named group stays
// together in one column, in a box with its name; a group taller than a page continues in a further box, and so does a
// note, between two of its lines.

/**
 * How the text of a note stands in it: where its first line begins, how tall a line is, and how many there are.
 * @typedef {{top: number, line: number, lines: number}} Text
 */
/** @typedef {{key: string, height: number, text?: Text}} Part */
/**
 * A note, or a group's heading with its notes. A long note may take two columns (`span`).
 * @typedef {Part & {span?: number, notes?: Part[]}} Block
 */
/** A part of a note: from where in it, and how much of it. @typedef {{from: number, height: number}} Slice */
/** @typedef {{page: number, column: number, y: number}} Spot */
/** @typedef {Spot & {key: string, height: number, again: boolean}} Box */
/**
 * @typedef {{pages: number, spots: Map<string, (Spot & Slice)[]>, boxes: Box[]}} Packed  `spots`: those of a note that
 *   is taller than a page are on pages that follow each other.
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
  const packed = { pages: 0, spots: new Map(), boxes: [] };
  /** @type {number[][]} */
  const pages = [];

  /**
   * Finds room after this page, and reserves it.
   * @param {number} tall
   * @param {number} span
   * @param {number} after
   */
  const room = (tall, span, after) => {
    const hasRoom = (/** @type {number[]} */ ends, /** @type {number} */ n) => {
      const { y } = lowest(ends, span);
      return n > after && (y === 0 || y + tall <= height);
    };
    let page = pages.findIndex(hasRoom);
    if (page < 0) page = pages.push(new Array(columns).fill(0)) - 1;
    const { column, y } = lowest(pages[page], span);
    pages[page].fill(y + tall + gap, column, column + span);
    return { page, column, y };
  };
  /** @param {string} key @param {Spot & Slice} spot */
  const place = (key, spot) => packed.spots.set(key, (packed.spots.get(key) || []).concat(spot));

  for (const block of blocks) {
    let after = -1;
    if (!block.notes) {
      for (const slice of slices(block, height)) {
        const spot = room(slice.height, Math.min(block.span || 1, columns), after);
        place(block.key, { ...spot, ...slice });
        after = spot.page;
      }
      continue;
    }
    chunks(block, height, gap).forEach((parts, index) => {
      const tall = parts.reduce((total, part) => total + part.height + gap, block.height);
      const spot = room(tall, 1, parts[0]?.from ? after : -1);
      packed.boxes.push({ ...spot, key: block.key, height: tall, again: index > 0 });
      let y = spot.y + block.height;
      for (const { key, ...slice } of parts) {
        place(key, { page: spot.page, column: spot.column, y, ...slice });
        y += slice.height + gap;
      }
      after = spot.page;
    });
  }
  packed.pages = Math.max(1, pages.length);
  return packed;
}

/**
 * A note in as many parts as it needs, each no taller than this; it is divided between its lines.
 * @param {Part} note
 * @param {number} height
 * @returns {Slice[]}
 */
function slices({ height: whole, text }, height) {
  if (whole <= height || !text) return [{ from: 0, height: whole }];
  /** @type {Slice[]} */
  const parts = [];
  let [from, left] = [0, text.lines];
  while (left > 0 && whole - from > height) {
    const start = from ? 0 : text.top;
    const lines = Math.min(left, Math.max(1, Math.floor((height - start) / text.line)));
    parts.push({ from, height: start + lines * text.line });
    from += start + lines * text.line;
    left -= lines;
  }
  return parts.concat({ from, height: whole - from });
}

/**
 * The notes of a group in as many parts as it needs, each no taller than a page.
 * @param {Block} block
 * @param {number} height
 * @param {number} gap
 */
function chunks(block, height, gap) {
  const room = height - block.height - gap;
  const notes = (block.notes || []).flatMap((note) => slices(note, room).map((slice) => ({ key: note.key, ...slice })));
  /** @type {(Slice & {key: string})[][]} */
  const parts = [[]];
  let tall = block.height;
  for (const note of notes) {
    const part = parts[parts.length - 1];
    if (part.length && (note.from > 0 || tall + note.height + gap > height)) {
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
