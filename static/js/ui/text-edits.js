// @ts-check
// Edits of a text as people make them: a stretch of it is replaced by other letters.

/**
 * @param {string} before @param {string} after
 * @returns {{from: number, to: number, letters: string}}  The stretch of `before` that was replaced, and by what.
 */
export function editBetween(before, after) {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from += 1;
  let same = 0;
  while (same < most - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return { from, to: before.length - same, letters: after.slice(from, after.length - same) };
}

/** @param {string} text @param {{from: number, to: number, letters: string}} edit */
const withEdit = (text, { from, to, letters }) => text.slice(0, from) + letters + text.slice(to);

/**
 * What somebody wrote beyond a text that must stay as it is; "" if they only corrected or shortened it. Keyboards and voice
 * typing write the last word again before they add others.
 * @param {string} before @param {string} after
 */
export function typedBeyond(before, after) {
  const { from, to, letters } = editBetween(before, after);
  if (from === to || !letters) return letters;
  // Several words were replaced: it is another text.
  if (/\s/.test(before.slice(from, to))) return after;
  return to === before.length ? letters.replace(/^\S+/, "") : "";
}

/**
 * One text from two versions of it. Where both changed the same words, both are kept.
 * @param {string} base  What both began from.
 * @param {string} theirs
 * @param {string} mine
 */
export function mergeEdits(base, theirs, mine) {
  if (theirs === base || theirs.trim() === mine.trim()) return mine;
  if (mine === base) return theirs;
  const other = editBetween(base, theirs);
  const own = editBetween(base, mine);
  // The one further back first, so that the place of the other one stays what it was.
  if (own.to <= other.from) return withEdit(withEdit(base, other), own);
  if (other.to <= own.from) return withEdit(withEdit(base, own), other);
  return theirs.includes(own.letters) ? theirs : `${theirs}\n${own.letters}`;
}
