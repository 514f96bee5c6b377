// @ts-check
// The layout of the wall, computed from the records alone, so that every screen shows the same wall. A zone is a square
// grid, slightly larger than its notes need; a note is in the cell that its x and y fall into, or in the nearest free
// one. So notes never cover each other, however many there are.

/** The size of a cell, and of the note in it. */
export const CELL_SIZE = { width: 208, height: 150 };
export const NOTE_SIZE = { width: 192, height: 134 };
/** The height of a zone's title and prompt, and the space between zones, around notes, and between groups. */
const HEAD = 92;
const GAP = 48;
const EDGE = 12;
/** A group: the heights of its title and of a note in it, and the space around. */
const GROUP = { title: 44, note: 116, gap: 8 };

/** A note; `placed`: it was just put there on this screen. @typedef {NoteRecord & {placed?: boolean}} PlacedNote */
/** @typedef {import("../queries.js").UnsentNote} UnsentNote */
/**
 * What is in a zone: single notes, groups, and notes that the server does not have yet.
 * @typedef {{zone: ZoneRecord, single: PlacedNote[], groups: {group: GroupRecord, notes: NoteRecord[]}[], waiting:
 *   UnsentNote[]}} ZoneContents
 */
/**
 * @typedef {{left: number, top: number, row: number, column: number}} Spot
 * @typedef {{group: GroupRecord, notes: NoteRecord[], left: number, top: number, width: number, height: number, across:
 *   number}} Cluster
 * @typedef {{zone: ZoneRecord, left: number, top: number, width: number, height: number, head: number, cells: number,
 *   clusters: Cluster[], single: PlacedNote[], spots: Map<string, Spot>, waiting: UnsentNote[]}} Box
 */

/**
 * The number of cells in a row and in a column of a zone: the server uses the same rule to find free places.
 * @param {number} notes
 */
function gridSide(notes) {
  return Math.max(3, Math.ceil(Math.sqrt(notes * 1.3)));
}

/**
 * Lays out zones in rows, each with its groups and notes.
 * @param {ZoneContents[]} zones
 * @param {number} [across]  The number of zones in a row; by default the wall gets about the shape of a laptop's
 *   screen.
 * @returns {Box[]}
 */
export function layoutZones(zones, across = zones.length < 4 ? zones.length : Math.ceil(Math.sqrt(zones.length))) {
  let [left, top, tallest] = [0, 0, 0];
  return zones.map((each, index) => {
    if (index && index % across === 0) [left, top, tallest] = [0, top + tallest + GAP, 0];
    const box = layoutZone(each, left, top);
    left += box.width + GAP;
    tallest = Math.max(tallest, box.height);
    return box;
  });
}

/** @param {ZoneContents} contents @param {number} left @param {number} top @returns {Box} */
function layoutZone({ zone, single, groups, waiting }, left, top) {
  const cells = gridSide(single.length + waiting.length + groups.length + 1);
  const width = cells * CELL_SIZE.width + 2 * EDGE;
  const { clusters, height } = layoutGroups(groups, cells);
  const head = HEAD + height;
  const { spots, order } = placeNotes(single, cells, head);
  const free = freeCells(spots, cells);
  for (const item of waiting) {
    const cell = free.shift();
    if (cell !== undefined) spots.set(item.id, spotOf(cell, cells, head));
  }
  return {
    zone,
    left,
    top,
    width,
    height: head + cells * CELL_SIZE.height + EDGE,
    head,
    cells,
    clusters,
    single: order,
    spots,
    waiting,
  };
}

/**
 * Lays out groups in rows above the single notes, largest first.
 * @param {ZoneContents["groups"]} groups
 * @param {number} cells
 */
function layoutGroups(groups, cells) {
  let [column, top, tallest] = [0, 0, 0];
  const clusters = groups.map(({ group, notes }) => {
    const across = Math.min(cells, Math.max(2, Math.ceil(Math.sqrt(notes.length))));
    const height = GROUP.title + Math.max(1, Math.ceil(notes.length / across)) * (GROUP.note + GROUP.gap) + GROUP.gap;
    if (column && column + across > cells) [column, top, tallest] = [0, top + tallest + GROUP.gap, 0];
    const cluster = {
      group,
      notes,
      across,
      left: EDGE + column * CELL_SIZE.width,
      top: HEAD + top,
      width: across * CELL_SIZE.width - GROUP.gap,
      height,
    };
    column += across;
    tallest = Math.max(tallest, height);
    return cluster;
  });
  return { clusters, height: clusters.length ? top + tallest + 2 * GROUP.gap : 0 };
}

/**
 * Finds a cell for each note. Older notes come first, and those of one minute as they came to this screen, so that a new
 * one never pushes others away; one that was just placed on this screen comes before all, because it was dropped there.
 * @param {PlacedNote[]} notes @param {number} cells @param {number} head
 */
function placeNotes(notes, cells, head) {
  /** @type {boolean[]} */
  const full = new Array(cells * cells).fill(false);
  /** @type {Map<string, Spot>} */
  const spots = new Map();
  const byPriority = notes.slice().sort((a, b) => Number(Boolean(b.placed)) - Number(Boolean(a.placed)) || a.at - b.at);
  for (const note of byPriority) {
    const cell = nearest(full, cells, note.x * cells - 0.5, note.y * cells - 0.5);
    full[cell] = true;
    spots.set(note.id, spotOf(cell, cells, head));
  }
  const at = (/** @type {NoteRecord} */ note) => /** @type {Spot} */ (spots.get(note.id));
  const order = notes.slice().sort((a, b) => at(a).row - at(b).row || at(a).column - at(b).column);
  return { spots, order };
}

/**
 * The free cell nearest to a point, given in cells.
 * @param {boolean[]} full
 * @param {number} cells
 * @param {number} x
 * @param {number} y
 */
function nearest(full, cells, x, y) {
  const most = cells - 1;
  // The server's rule for the cell that a point falls into, so that both agree on which cells are taken.
  const own =
    Math.min(most, Math.max(0, Math.floor(y + 0.5))) * cells + Math.min(most, Math.max(0, Math.floor(x + 0.5)));
  if (!full[own]) return own;
  let [best, least] = [own, Infinity];
  for (let cell = 0; cell < full.length; cell += 1) {
    if (full[cell]) continue;
    const dx = ((cell % cells) - x) * CELL_SIZE.width;
    const dy = (Math.floor(cell / cells) - y) * CELL_SIZE.height;
    const distance = dx * dx + dy * dy;
    if (distance < least) [best, least] = [cell, distance];
  }
  return best;
}

/** @param {number} cell @param {number} cells @param {number} head @returns {Spot} */
function spotOf(cell, cells, head) {
  const row = Math.floor(cell / cells);
  const column = cell % cells;
  return {
    row,
    column,
    left: EDGE + column * CELL_SIZE.width + (CELL_SIZE.width - NOTE_SIZE.width) / 2,
    top: head + row * CELL_SIZE.height + (CELL_SIZE.height - NOTE_SIZE.height) / 2,
  };
}

/** The cells without a note, in reading order. @param {Map<string, Spot>} spots @param {number} cells */
function freeCells(spots, cells) {
  const full = new Set(Array.from(spots.values(), ({ row, column }) => row * cells + column));
  return Array.from({ length: cells * cells }, (_, cell) => cell).filter((cell) => !full.has(cell));
}

/**
 * What is at a point of the plane.
 * @param {Box[]} boxes @param {number} x @param {number} y @param {string} [but]  A note to ignore: the one being
 *   moved.
 * @returns {{box: Box, column: number, row: number, cluster?: Cluster, note?: string} | null}
 */
export function cellAt(boxes, x, y, but) {
  const distance = (/** @type {Box} */ each) =>
    Math.max(each.left - x, x - each.left - each.width, each.top - y, y - each.top - each.height);
  // Between two zones, the nearer one counts.
  const box = boxes.find((each) => distance(each) <= 0) || boxes.find((each) => distance(each) <= GAP / 2);
  if (!box) return null;
  const inX = x - box.left;
  const inY = y - box.top;
  const cluster = box.clusters.find(
    (each) => inX >= each.left && inX <= each.left + each.width && inY >= each.top && inY <= each.top + each.height,
  );
  const within = (/** @type {number} */ number) => Math.min(box.cells - 1, Math.max(0, Math.floor(number)));
  const column = within((inX - EDGE) / CELL_SIZE.width);
  const row = within((inY - box.head) / CELL_SIZE.height);
  const note = box.single.find(({ id }) => {
    const at = /** @type {Spot} */ (box.spots.get(id));
    return (
      id !== but &&
      Math.abs(inX - at.left - NOTE_SIZE.width / 2) < NOTE_SIZE.width * 0.36 &&
      Math.abs(inY - at.top - NOTE_SIZE.height / 2) < NOTE_SIZE.height * 0.36
    );
  });
  return { box, column, row, cluster, note: note?.id };
}

/**
 * The free cell nearest to a cell of a zone.
 * @param {Box} box @param {number} column @param {number} row @param {string} [but]
 * @returns {Spot}
 */
export function freeCellNear(box, column, row, but) {
  const full = new Array(box.cells * box.cells).fill(false);
  for (const [id, spot] of box.spots) if (id !== but) full[spot.row * box.cells + spot.column] = true;
  return spotOf(nearest(full, box.cells, column, row), box.cells, box.head);
}

/**
 * The position of a cell as fractions of its zone, as records have it.
 * @param {Box} box
 * @param {{column: number, row: number}} cell
 */
export function notesInCell(box, { column, row }) {
  return { x: (column + 0.5) / box.cells, y: (row + 0.5) / box.cells };
}

/** The position of a note on the plane, in a group or on its own. @param {Box[]} boxes @param {string} id */
export function rectOf(boxes, id) {
  for (const box of boxes) {
    const at = box.spots.get(id);
    if (at)
      return { left: box.left + at.left, top: box.top + at.top, width: NOTE_SIZE.width, height: NOTE_SIZE.height };
    for (const cluster of box.clusters) {
      const index = cluster.notes.findIndex((note) => note.id === id);
      if (index < 0) continue;
      const width = cluster.width / cluster.across;
      return {
        left: box.left + cluster.left + (index % cluster.across) * width,
        top: box.top + cluster.top + GROUP.title + Math.floor(index / cluster.across) * (GROUP.note + GROUP.gap),
        width,
        height: GROUP.note,
      };
    }
  }
  return null;
}
