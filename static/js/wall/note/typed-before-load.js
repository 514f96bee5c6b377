// @ts-check
// The page can be written on before this script is there. What was typed by then, and where the cursor stood, goes to
// the first real box, so that nobody is interrupted in the middle of a word.

const box = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("first-words"));
let inside = document.activeElement === box;
let taken = false;
if (box) {
  box.addEventListener("focus", () => (inside = true));
  // A browser also takes the focus away when the box leaves the page for the real one: that is not somebody who left it.
  box.addEventListener("blur", () => queueMicrotask(() => (inside = inside && !box.isConnected)));
}

/**
 * What stands in the first box; answers once.
 * @returns {{text: string, at: number, focused: boolean} | null}
 */
export function takeTypedBeforeLoad() {
  if (!box || taken) return null;
  taken = true;
  return { text: box.value, at: box.selectionStart, focused: inside };
}
