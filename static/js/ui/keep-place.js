// @ts-check
// What scrolls stays where it is when it gets more room, because a notice below it goes or the box to write in folds. A
// list that is scrolled to its end would move down by that much: instead it gets an empty end, until somebody scrolls.

/**
 * @typedef {{top: number, height: number, window: number, end: number, padding: number}} Place `end`: the height of the
 *   empty end, which is added to the padding that the list has anyway; `window`: the height of the window.
 */

/** Keeps everything that scrolls inside the page in its place. */
export function keepPlaces() {
  const places = /** @type {WeakMap<HTMLElement, Place>} */ (new WeakMap());
  const look = (/** @type {HTMLElement} */ list) => {
    const height = list.clientHeight;
    const place = places.get(list) || { top: list.scrollTop, height, window: innerHeight, end: 0, padding: 0 };
    const padding = place.end ? place.padding : Number.parseFloat(getComputedStyle(list).paddingBottom);
    // With the keyboard of a phone or a turn of the screen, everything moves.
    const isMoved = height > place.height && list.scrollTop < place.top && place.window === innerHeight;
    const top = isMoved ? place.top : list.scrollTop;
    const missing = Math.max(0, top + height - (list.scrollHeight - place.end));
    const end = isMoved ? missing : Math.min(place.end, missing);
    if (end !== place.end) list.style.paddingBottom = end ? `${padding + end}px` : "";
    if (isMoved) list.scrollTop = top;
    places.set(list, { top, height, window: innerHeight, end, padding });
  };
  const observer = new ResizeObserver((entries) => {
    for (const each of entries) look(/** @type {HTMLElement} */ (each.target));
  });
  document.addEventListener(
    "scroll",
    ({ target }) => {
      // A box that grows with its text shows all of it, and a dialog has its own order.
      if (!(target instanceof HTMLElement) || target.closest("textarea, dialog")) return;
      if (!places.has(target)) observer.observe(target);
      look(target);
    },
    { capture: true, passive: true },
  );
}
