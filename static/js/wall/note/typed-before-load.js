// @ts-check
// The page's first field can be used before this script is loaded. What was typed by then, and the position of the
// caret, move to the real field, so that nobody is interrupted while typing.

const box = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("first-words"));
let hasFocus = document.activeElement === box;
let taken = false;
if (box) {
  box.addEventListener("focus", () => (hasFocus = true));
  // The field also loses the focus when the real one replaces it; that does not mean that somebody left it.
  box.addEventListener("blur", () => queueMicrotask(() => (hasFocus = hasFocus && !box.isConnected)));
}

/**
 * The text of the first field; null after the first call.
 * @returns {{text: string, at: number, focused: boolean} | null}
 */
export function takeTypedBeforeLoad() {
  if (!box || taken) return null;
  taken = true;
  return { text: box.value, at: box.selectionStart, focused: hasFocus };
}
