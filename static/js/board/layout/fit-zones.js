// @ts-check
// Finds the largest letters with which all notes of the visible zones fit. Only when even the smallest letters that can
// be read from the back row are too large does it make pages. It measures the real elements, because only the browser
// knows how their words wrap.
import { columnShares, fullestColumn, pack } from "./pack.js";

/** @typedef {import("./pack.js").Packed & {columns: number, step: number}} ZoneLayout */
/**
 * @typedef {{size: number, tight: boolean, shares: number[], zones: ZoneLayout[], low: boolean, scant: boolean}} Fitted
 *   `low`: a zone has hardly any height for its notes; `scant`: though it is alone, so all that is around them takes as
 *   little room as can be read.
 */

/** Font sizes in rem, which is 1/41 of the screen's height on the board, or more if it is nearly square. */
const SIZES = [1.7, 1.45, 1.25];
/** The smallest letters, as a share of the screen's height: 1/36 of it can be read from 6 metres. See `--least-note`. */
const SMALLEST = 0.028;
/** Sizes for a single zone shown alone: large, and in pages rather than small. */
const LARGE = [3, 2.5, 2.1, 1.75, 1.5];
/** Below this size, room is short: the zones' own questions are hidden in favour of the notes. */
const TIGHT = 1.2;
/** Column widths in em: a comfortable one, the narrowest that is acceptable, and the one used when room is short. */
const GOOD_EM = 13;
const LEAST_EM = 10;
const SHORT_EM = 11.5;
/** A zone with less height than this for its notes, in rem, is better shown with fewer zones beside it. */
const LOW = 8;
/** The vertical space between notes, in rem. */
const GAP = 0.5;
/** A photograph leaves the rest of a page's height to the name of its group and to what it shows. */
const PHOTO_SHARE = 0.6;
/** Room for a note's shadow, as in css/board/wall.css. */
const EDGE = 0.25;
/**
 * Measuring three hundred notes takes a moment, so a size that is far too large is not tried. A line of text (see
 * `readingLength`) is about this high, in em; half of it keeps the estimate cautious.
 */
const LINE_EM = 1.26 / 2;

/**
 * @param {HTMLElement} root  The row of zones; each has a `.board-window` with `[data-key]` inside.
 * @param {number[]} weights  About how many lines there are to read in each zone, in a column of `GOOD_EM`.
 * @param {number[]} [before]  The shares so far.
 * @param {boolean} [large]  Whether one zone is read on its own.
 * @param {Fitted | null} [stays]  The layout so far, if somebody is reading it: what is new comes where there is room.
 * @returns {Fitted | null}
 */
export function fitZones(root, weights, before, large, stays) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const smallest = Math.max(1, (SMALLEST * innerHeight) / rem);
  const sizes = large ? LARGE : SIZES.concat(smallest);
  const [width, height] = [root.clientWidth / rem, root.clientHeight / rem];
  if (!width) return null;
  if (stays && stays.shares.length === weights.length)
    return { ...stays, ...measure(root, stays.size, stays.shares, rem, stays.scant) };
  let found = null;
  for (const size of sizes) {
    const last = size === sizes[sizes.length - 1];
    if (!last && width / weights.length < LEAST_EM * size) continue;
    const rows = last
      ? [large ? [Math.max(1, Math.floor(width / (size * SHORT_EM)))] : fairest(weights, width, size, before)]
      : [GOOD_EM, SHORT_EM].map((em) => columnShares(weights, columnsOf(width, size * em, weights), before));
    for (const row of rows) {
      if (!last && fullestColumn(weights, row) * LINE_EM * size > height) continue;
      found = { size, tight: size < TIGHT, shares: row, scant: false, ...measure(root, size, row, rem) };
      // Where several zones are low, fewer of them are shown; one alone has smaller letters.
      const isLow = found.low && weights.length === 1;
      if (!isLow && found.zones.every((zone) => zone.pages === 1)) return found;
    }
  }
  if (!found?.low || weights.length > 1) return found;
  const row = fairest(weights, width, smallest, before);
  return { size: smallest, tight: true, shares: row, scant: true, ...measure(root, smallest, row, rem, true) };
}

/** @param {number} width @param {number} each @param {number[]} weights */
function columnsOf(width, each, weights) {
  return Math.max(weights.length, Math.floor(width / each));
}

/**
 * With the smallest letters: the number of columns that leaves no zone with far more pages than the others.
 * @param {number[]} weights
 * @param {number} width
 * @param {number} size
 * @param {number[]} [before]
 */
function fairest(weights, width, size, before) {
  const few = columnShares(weights, columnsOf(width, size * GOOD_EM, weights), before, true);
  const many = columnShares(weights, columnsOf(width, size * SHORT_EM, weights), before, true);
  return fullestColumn(weights, many) < fullestColumn(weights, few) ? many : few;
}

/**
 * @param {HTMLElement} root @param {number} size @param {number[]} row @param {number} rem @param {boolean} [scant]
 * @returns {{zones: ZoneLayout[], low: boolean}}
 */
function measure(root, size, row, rem, scant = false) {
  const panels = /** @type {HTMLElement[]} */ (Array.from(root.querySelectorAll(".board-zone")));
  // All writes come before all reads, so that the browser computes the layout only once, or not at all where nothing
  // has changed.
  root.style.setProperty("--size", `${size}rem`);
  root.style.gridTemplateColumns = gridTracks(row);
  root.classList.toggle("tight", scant || size < TIGHT);
  root.classList.toggle("scant", scant);
  panels.forEach((panel, index) => panel.style.setProperty("--columns", String(row[index])));
  if (root.querySelector(".photo-image")) limitPhotos(panels);
  let low = false;
  const zones = panels.map((panel, index) => {
    const window = /** @type {HTMLElement} */ (panel.querySelector(".board-window"));
    const columns = row[index];
    if (window.clientHeight < Math.max(LOW * rem, quietHeight(window))) low = true;
    const packed = pack(blocks(window), columns, window.clientHeight - 2 * EDGE * rem, GAP * rem);
    return { ...packed, columns, step: window.clientWidth / columns };
  });
  return { zones, low };
}

/** A photograph that is taller than a page would be seen in part. @param {HTMLElement[]} panels */
function limitPhotos(panels) {
  const heights = panels.map((panel) => panel.querySelector(".board-window")?.clientHeight || 0);
  panels.forEach((panel, index) => panel.style.setProperty("--photo-most", `${PHOTO_SHARE * heights[index]}px`));
}

/** About how much height the question of a zone without notes needs, in the smallest letters. @param {HTMLElement} window */
function quietHeight(window) {
  if (!window.matches(".board-quiet")) return 0;
  const letter = innerHeight / 43;
  const lines = ((window.textContent || "").length * letter * 0.6) / Math.max(1, window.clientWidth);
  return (lines + 3) * letter * 1.25;
}

/** The notes, and the group headings each with its notes, in the order of the page. @param {HTMLElement} window */
function blocks(window) {
  /** @type {import("./pack.js").Block[]} */
  const list = [];
  /** @type {Map<string, import("./pack.js").Block>} */
  const groups = new Map();
  /** @type {NodeListOf<HTMLElement>} */ (window.querySelectorAll("[data-key]")).forEach((item) => {
    const { key = "", group = "", span } = item.dataset;
    const shown = /** @type {HTMLElement} */ (item.firstElementChild);
    const block = { key, height: shown.offsetHeight, span: Number(span) || 1, text: textOf(item) };
    const its = groups.get(group);
    if (key === group) {
      groups.set(group, Object.assign(block, { notes: [] }));
      list.push(block);
    } else if (its?.notes) its.notes.push(block);
    else list.push(block);
  });
  return list;
}

/** How the text stands in a note; a heading is never divided. @param {HTMLElement} item */
function textOf(item) {
  const text = /** @type {HTMLElement | null} */ (item.querySelector(".note-text"));
  if (!text) return undefined;
  const line = parseFloat(getComputedStyle(text).lineHeight);
  return { top: text.offsetTop, line, lines: Math.round(text.offsetHeight / line) };
}

/** The widths of the zones as grid tracks: as many shares as each has columns. @param {number[]} row */
export function gridTracks(row) {
  return row.map((share) => `minmax(0, ${share}fr)`).join(" ");
}
