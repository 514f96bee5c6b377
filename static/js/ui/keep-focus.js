// @ts-check
// Shared by the composer of notes and the buttons of a speaker's turn.

/**
 * Keeps the focus in a text field when a button beside it is pressed. Otherwise a small screen would change its layout
 * at the press, and the button would no longer be under the finger at the release. A press in a text field works as
 * usual.
 * @param {MouseEvent} event
 */
export function keepFocus(event) {
  if (/** @type {Element} */ (event.target).tagName !== "TEXTAREA") event.preventDefault();
}
