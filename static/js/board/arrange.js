// @ts-check
// Finds the largest writing with which all notes of the zones in sight fit, and only then, with the smallest that the
// back row can read, makes pages. It measures the real elements, because only they know how their words wrap.
import { pack, shares } from "./pack.js";

/** @typedef {import("./pack.js").Packed & {columns: number, step: number}} Laid */

/** In rem, which is 1/41 of the screen's height on the board. The smallest is above 1/45 of it. */
const SIZES = [1.7, 1.45, 1.25, 1.1, 0.98];
/** With smaller writing than this, room is short: the zones' own questions give way to the notes. */
const TIGHT = 1.2;
/** A column narrower than this many letters is no pleasure to read. */
const GOOD_EM = 13;
const LEAST_EM = 10;
/** The space between notes, one above the other, in rem. */
const GAP = 0.5;
/** Room for a note's shadow, as in board.css. */
const EDGE = 0.25;

/**
 * @param {HTMLElement} root  The row of zones; each has a `.board-window` with `[data-key]` inside.
 * @param {number[]} weights
 * @param {number[]} [before]  The shares so far.
 * @returns {{size: number, tight: boolean, shares: number[], zones: Laid[]} | null}
 */
export function arrange(root, weights, before) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const width = root.clientWidth / rem;
  if (!width) return null;
  let found = null;
  for (const size of SIZES) {
    const last = size === SIZES[SIZES.length - 1];
    if (!last && width / weights.length < LEAST_EM * size) continue;
    const columns = Math.max(weights.length, Math.floor(width / (GOOD_EM * size)));
    const row = shares(weights, columns, before, last);
    found = { size, tight: size < TIGHT, shares: row, zones: measure(root, size, row, rem) };
    if (found.zones.every((zone) => zone.pages === 1)) return found;
  }
  return found;
}

/**
 * @param {HTMLElement} root @param {number} size @param {number[]} row @param {number} rem
 * @returns {Laid[]}
 */
function measure(root, size, row, rem) {
  const panels = /** @type {HTMLElement[]} */ (Array.from(root.querySelectorAll(".board-zone")));
  // Write everything first and read afterwards: the browser then lays the page out once.
  root.style.setProperty("--size", `${size}rem`);
  root.style.gridTemplateColumns = tracks(row);
  root.classList.toggle("tight", size < TIGHT);
  panels.forEach((panel, index) => panel.style.setProperty("--columns", String(row[index])));
  return panels.map((panel, index) => {
    const window = /** @type {HTMLElement} */ (panel.querySelector(".board-window"));
    const columns = row[index];
    const packed = pack(blocks(window), columns, window.clientHeight - 2 * EDGE * rem, GAP * rem);
    return { ...packed, columns, step: window.clientWidth / columns };
  });
}

/** The notes, and the headings each with its notes, as they are in the page. @param {HTMLElement} window */
function blocks(window) {
  /** @type {import("./pack.js").Block[]} */
  const list = [];
  /** @type {Map<string, import("./pack.js").Block>} */
  const groups = new Map();
  /** @type {NodeListOf<HTMLElement>} */ (window.querySelectorAll("[data-key]")).forEach((item) => {
    const { key = "", group = "", span } = item.dataset;
    const block = { key, height: item.offsetHeight, span: Number(span) || 1 };
    const its = groups.get(group);
    if (key === group) {
      groups.set(group, Object.assign(block, { notes: [] }));
      list.push(block);
    } else if (its && its.notes) its.notes.push(block);
    else list.push(block);
  });
  return list;
}

/** The widths of the zones: as many parts as they have columns. @param {number[]} row */
export function tracks(row) {
  return row.map((share) => `minmax(0, ${share}fr)`).join(" ");
}
