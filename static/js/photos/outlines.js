// @ts-check
// Outlines of paper notes on a photograph: four corners each, clockwise, as fractions of its width and height.

/** @typedef {[number, number]} Corner */
/** @typedef {[Corner, Corner, Corner, Corner]} Outline */

/** The smallest that the server takes, as a part of the picture, and a little more. */
const SMALLEST = 2e-4;
/** The size of one that is added with a button, as parts of the picture. */
const NEW_WIDTH = 0.16;
const NEW_HEIGHT = 0.2;

const inside = (/** @type {number} */ at) => Math.max(0, Math.min(1, at));

/** Twice the area of a triangle, negative if its corners run the other way round. */
const turn = (/** @type {Corner} */ a, /** @type {Corner} */ b, /** @type {Corner} */ c) =>
  (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]);

/** Whether something can be cut out: no side crosses another, and no corner bends inwards. @param {Outline} outline */
export function canCut(outline) {
  const turns = outline.map((corner, i) => turn(corner, outline[(i + 1) % 4], outline[(i + 2) % 4]));
  return Math.min(...turns) > 0 && (turns[0] + turns[2]) / 2 > SMALLEST;
}

/** With one corner elsewhere; as it was where that could not be cut. */
export function withCorner(
  /** @type {Outline} */ outline,
  /** @type {number} */ which,
  /** @type {number} */ x,
  /** @type {number} */ y,
) {
  const moved = /** @type {Outline} */ (outline.map((corner, i) => (i === which ? [inside(x), inside(y)] : corner)));
  return canCut(moved) ? moved : outline;
}

/** Moved as a whole, as far as there is room. @param {Outline} outline @param {number} dx @param {number} dy */
export function movedBy(outline, dx, dy) {
  const room = (/** @type {0 | 1} */ axis, /** @type {number} */ by) => {
    const at = outline.map((corner) => corner[axis]);
    return Math.max(-Math.min(...at), Math.min(1 - Math.max(...at), by));
  };
  const [x, y] = [room(0, dx), room(1, dy)];
  return /** @type {Outline} */ (outline.map((corner) => [corner[0] + x, corner[1] + y]));
}

/** The box between two points. @param {Corner} a @param {Corner} b @returns {Outline} */
export function box([ax, ay], [bx, by]) {
  const [left, right] = [inside(Math.min(ax, bx)), inside(Math.max(ax, bx))];
  const [top, bottom] = [inside(Math.min(ay, by)), inside(Math.max(ay, by))];
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

/** One that is added with a button: in the middle, beside those that were added there before it. */
export function newOutline(/** @type {number} */ many) {
  const x = 0.3 + ((many % 5) * 0.4) / 5;
  const y = 0.3 + ((Math.floor(many / 5) % 4) * 0.3) / 4;
  return box([x, y], [x + NEW_WIDTH, y + NEW_HEIGHT]);
}

/** Whether a point lies in an outline. @param {Outline} outline @param {Corner} point */
export const contains = (outline, point) =>
  outline.every((corner, i) => turn(corner, outline[(i + 1) % 4], point) >= 0);
