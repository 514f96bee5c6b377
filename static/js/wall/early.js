// @ts-check
// The page can be written on before this script is there. What was typed by then, and where the cursor stood, goes to
// the first real box, so that nobody is interrupted in the middle of a word.

const box = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("first-words"));
const JUST_NOW_MS = 200;
let left = -Infinity;
let taken = false;
if (box) box.addEventListener("blur", () => (left = performance.now()));

/**
 * What stands in the first box; answers once.
 * @returns {{text: string, at: number, focused: boolean} | null}
 */
export function takeEarly() {
  if (!box || taken) return null;
  taken = true;
  // A browser takes the focus away when the box leaves the page, a moment before the real one asks.
  const focused = document.activeElement === box || performance.now() - left < JUST_NOW_MS;
  return { text: box.value, at: box.selectionStart, focused };
}
