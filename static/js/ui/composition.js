// @ts-check
// Compositions: the letters that an input method or a predictive keyboard has put into a box and still works on. Such a
// keyboard knows what it is composing. If the box is changed under it, it puts in the same letters a second time. So no
// code sets the value of a box while a composition is open in it: text-box.js waits for the end. A press on a button
// ends the composition first, as a press elsewhere would, so that the button finds complete words.

/** @typedef {HTMLTextAreaElement | HTMLInputElement} Box */

/** The box in which a composition is open. @type {Box | null} */
let composingBox = null;

/** Whether a composition is open in this box. @param {Box | null} box */
export const isComposing = (box) => box !== null && box === composingBox;

/** Whether a key belongs to an input method, and means nothing to the page. @param {KeyboardEvent} event */
export const isComposingKey = (event) => event.isComposing || event.keyCode === 229;

/** Ends the composition that is open, if any: its letters stay. @param {{refocus?: boolean}} [options] */
export function endComposition({ refocus = true } = {}) {
  const box = composingBox;
  if (!box) return;
  // There is no other way to end one from a script.
  box.blur();
  composingBox = null;
  if (refocus) box.focus({ preventScroll: true });
}

// Capturing, so that this is known before any view asks. A keyboard that takes up an existing word begins without
// "compositionstart".
const begun = (/** @type {Event} */ event) => {
  composingBox = /** @type {Box} */ (event.target);
};
const ended = (/** @type {Event} */ event) => {
  if (event.target === composingBox) composingBox = null;
};
for (const name of ["compositionstart", "compositionupdate"]) document.addEventListener(name, begun, true);
for (const name of ["compositionend", "focusout"]) document.addEventListener(name, ended, true);
document.addEventListener("submit", () => endComposition(), true);
document.addEventListener(
  "click",
  (event) => event.target instanceof Element && event.target.closest("button, a, summary") && endComposition(),
  true,
);
