// @ts-check
// How the notes of a zone flow into columns: pure arithmetic. A block (a note, or a group with its notes) goes into the
// shortest column, so that a long one leaves no hole, and stays there: a block that comes later moves no other.

/** @typedef {{key: string, height: number}} Block */

/** The smallest width of a column, the space between two, and the room that a note needs around its words, in pixels. */
export const COLUMN_WIDTH = 208;
export const COLUMN_GAP = 12;
const NOTE_SIDES = 29;
const NOTE_ENDS = 24;
const LINE_HEIGHT = 22;
const LETTER_WIDTH = 8.2;
/** What a group has besides its notes. */
const GROUP_ENDS = 56;
/** A group that has more than this much of a column's share takes the whole width. */
const WIDE = 1.3;
/** Columns may differ by so much before their blocks are placed anew. */
const UNEVEN_PX = 260;

/** How many columns there is room for. @param {number} width */
export const columnsIn = (width) => Math.max(1, Math.floor((width + COLUMN_GAP) / (COLUMN_WIDTH + COLUMN_GAP)));

/**
 * About how high a note is.
 * @param {{text: string, merged?: unknown[] | null, signed?: string | null, photo?: {width: number, height: number},
 *   translations?: Partial<Record<string, string>>}} note
 * @param {number} column  The width.
 */
export function noteHeight(note, column) {
  const letters = Math.max(8, (column - NOTE_SIDES) / LETTER_WIDTH);
  // A translation has a line that says what it is.
  const texts = [note.text, ...Object.values(note.translations || {}).map((words) => `\n${words}`)].join("\n");
  const lines = texts.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / letters)), 0);
  const picture = note.photo ? (column * note.photo.height) / note.photo.width : 0;
  return picture + NOTE_ENDS + LINE_HEIGHT * (lines + (note.signed ? 1 : 0)) + (note.merged ? 44 : 0) + COLUMN_GAP;
}

/** @param {Parameters<typeof noteHeight>[0][]} notes @param {number} column */
export const groupHeight = (notes, column) =>
  notes.reduce((sum, note) => sum + noteHeight(note, column - COLUMN_GAP * 2), GROUP_ENDS);

/**
 * The groups that take the whole width, because one column could not hold them without leaving the others empty.
 * @param {Block[]} groups @param {Block[]} singles @param {number} columns
 */
export function wideGroups(groups, singles, columns) {
  const total = groups.concat(singles).reduce((sum, block) => sum + block.height, 0);
  return columns < 2 ? [] : groups.filter((group) => group.height > (total / columns) * WIDE).map((group) => group.key);
}

/**
 * The column of each block.
 * @param {Block[]} blocks  In reading order.
 * @param {number} columns
 * @param {Map<string, number>} before  Where they are.
 * @param {boolean} mayMove  Whether blocks may change their columns if these have become uneven.
 * @returns {Map<string, number>}
 */
export function flow(blocks, columns, before, mayMove) {
  const first = place(blocks, columns, before);
  const uneven = Math.max(...first.ends) - Math.min(...first.ends) > UNEVEN_PX;
  return uneven && mayMove ? place(blocks, columns, new Map()).places : first.places;
}

/** @param {Block[]} blocks @param {number} columns @param {Map<string, number>} before */
function place(blocks, columns, before) {
  /** @type {Map<string, number>} */
  const places = new Map();
  /** @type {number[]} */
  const ends = new Array(columns).fill(0);
  const put = (/** @type {Block} */ block, /** @type {number} */ column) => {
    places.set(block.key, column);
    ends[column] += block.height;
  };
  const isKnown = (/** @type {Block} */ block) => (before.get(block.key) ?? columns) < columns;
  for (const block of blocks) if (isKnown(block)) put(block, before.get(block.key) || 0);
  // A difference of a line is no reason to leave the reading order.
  for (const block of blocks)
    if (!isKnown(block))
      put(
        block,
        ends.findIndex((end) => end <= Math.min(...ends) + LINE_HEIGHT),
      );
  return { places, ends };
}
