// @ts-check
// What somebody has just pressed stays where it is when the list around it gets more room, for example because the box
// to write in folds. A list that is scrolled to its end would move down by that much: instead it gets an empty end.

/** After a press a list keeps its place this long: a second press may follow. */
const PRESS_MS = 1500;

/**
 * @typedef {{top: number, height: number, end: number, padding: number}} Place `end`: the height of the empty end, which
 *   is added to the padding that the list has anyway.
 */

/** Keeps everything that scrolls inside the page in its place while it is pressed. */
export function keepPlaces() {
  const places = /** @type {WeakMap<HTMLElement, Place>} */ (new WeakMap());
  let pressed = { when: -PRESS_MS, where: /** @type {EventTarget | null} */ (null) };
  const press = (/** @type {Event} */ event) => (pressed = { when: performance.now(), where: event.target });
  const isPressed = (/** @type {HTMLElement} */ list) =>
    pressed.where instanceof Node && list.contains(pressed.where) && performance.now() - pressed.when < PRESS_MS;
  const look = (/** @type {HTMLElement} */ list) => {
    const height = list.clientHeight;
    const place = places.get(list) || { top: list.scrollTop, height, end: 0, padding: 0 };
    const padding = place.end ? place.padding : Number.parseFloat(getComputedStyle(list).paddingBottom);
    const isMoved = height > place.height && list.scrollTop < place.top && isPressed(list);
    const top = isMoved ? place.top : list.scrollTop;
    const missing = Math.max(0, top + height - (list.scrollHeight - place.end));
    const end = isMoved ? missing : Math.min(place.end, missing);
    if (end !== place.end) list.style.paddingBottom = end ? `${padding + end}px` : "";
    if (isMoved) list.scrollTop = top;
    places.set(list, { top, height, end, padding });
  };
  const observer = new ResizeObserver((entries) => {
    for (const each of entries) look(/** @type {HTMLElement} */ (each.target));
  });
  document.addEventListener("pointerdown", press, { capture: true, passive: true });
  document.addEventListener("pointerup", press, { capture: true, passive: true });
  document.addEventListener(
    "scroll",
    ({ target }) => {
      if (!(target instanceof HTMLElement)) return;
      if (!places.has(target)) observer.observe(target);
      look(target);
    },
    { capture: true, passive: true },
  );
}
