// @ts-check
// How many names fit into a number of lines: pure arithmetic.

/**
 * How many items fit when they are set one after another in lines. If not all fit, room is kept for the words "and n
 * more".
 * @param {number[]} widths  Of each name.
 * @param {{width: number, lines: number, gap: number, more: number}} room  `more`: the width of those words.
 */
export function countFitting(widths, { width, lines, gap, more }) {
  const fit = (/** @type {number[]} */ row) => linesOf(row, width, gap) <= lines;
  if (fit(widths)) return widths.length;
  let n = widths.length - 1;
  while (n > 0 && !fit([...widths.slice(0, n), more])) n -= 1;
  return n;
}

/** @param {number[]} widths @param {number} width @param {number} gap */
function linesOf(widths, width, gap) {
  let [lines, left] = [0, 0];
  for (const each of widths) {
    if (lines && each + gap <= left) left -= each + gap;
    else [lines, left] = [lines + 1, width - each];
  }
  return lines;
}
