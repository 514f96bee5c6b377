// @ts-check

/**
 * A press on a button leaves the cursor in the box: without it the page would make room for other things on a small screen,
 * and the button would be gone from under the thumb before it comes up again. In a box the press puts the cursor.
 * @param {MouseEvent} event
 */
export function keepFocus(event) {
  if (/** @type {Element} */ (event.target).tagName !== "TEXTAREA") event.preventDefault();
}
