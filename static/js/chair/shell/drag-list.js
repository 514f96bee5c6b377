// @ts-check
// Lifting things from a list. A mouse lifts by dragging; a finger by pressing until the thing comes up, so that a swipe
// still scrolls. What is lifted follows as a copy, the list scrolls by itself near its edges, Escape puts it back.
import { useEffect, useRef } from "../../../vendor/preact.js";

const FAR = 6;
const PRESS_MS = 320;
const EDGE = 56;

/**
 * @typedef {{
 *   find: (target: HTMLElement) => HTMLElement | null,
 *   over: (thing: HTMLElement, x: number, y: number) => HTMLElement | null,
 *   drop: (thing: HTMLElement, x: number, y: number) => void,
 * }} DragHooks  `find`: what is lifted here, if anything. `over`: where it would go, to be marked. `drop`: it was put down.
 */

/**
 * Lets the things inside an element be lifted.
 * @param {{current: HTMLElement | null}} ref
 * @param {DragHooks} hooks
 */
export function useDragList(ref, hooks) {
  const latest = useRef(hooks);
  latest.current = hooks;
  useEffect(() => (ref.current ? listen(ref.current, () => latest.current) : undefined), [ref.current]);
}

/**
 * @param {HTMLElement} list
 * @param {() => DragHooks} hooks
 */
function listen(list, hooks) {
  /** @type {{id: number, thing: HTMLElement, x: number, y: number, touch: boolean} | null} */
  let pressed = null;
  /** @type {HTMLElement | null} */
  let copy = null;
  /** @type {HTMLElement | null} */
  let marked = null;
  let press = 0;
  let scrolling = 0;
  let at = { x: 0, y: 0 };

  const mark = (/** @type {HTMLElement | null} */ place) => {
    if (place === marked) return;
    if (marked) marked.classList.remove("drop-here");
    if (place) place.classList.add("drop-here");
    marked = place;
  };

  const lift = () => {
    if (!pressed) return;
    const { thing, touch } = pressed;
    const box = thing.getBoundingClientRect();
    copy = /** @type {HTMLElement} */ (thing.cloneNode(true));
    copy.classList.add("lifted");
    copy.setAttribute("aria-hidden", "true");
    copy.inert = true;
    copy.style.cssText = `position: fixed; left: ${box.left}px; top: ${box.top}px; width: ${box.width}px; margin: 0; pointer-events: none`;
    // Over a dialog only what is inside it can be seen.
    (thing.closest("dialog") || document.body).append(copy);
    thing.classList.add("left-behind");
    list.classList.add("lifting");
    if (touch && navigator.vibrate) navigator.vibrate(15);
    scrolling = window.setInterval(scroll, 16);
    follow();
  };

  const follow = () => {
    if (!pressed || !copy) return;
    copy.style.translate = `${at.x - pressed.x}px ${at.y - pressed.y}px`;
    mark(hooks().over(pressed.thing, at.x, at.y));
  };

  /** Near an edge of something that scrolls, it scrolls. */
  const scroll = () => {
    let place = /** @type {HTMLElement | null} */ (document.elementFromPoint(at.x, at.y));
    let moved = false;
    for (; place && place !== document.body; place = place.parentElement) {
      const box = place.getBoundingClientRect();
      const before = place.scrollTop + place.scrollLeft;
      if (place.scrollHeight > place.clientHeight) place.scrollTop += nudge(at.y, box.top, box.bottom);
      if (place.scrollWidth > place.clientWidth) place.scrollLeft += nudge(at.x, box.left, box.right);
      moved = moved || before !== place.scrollTop + place.scrollLeft;
    }
    if (moved) follow();
  };

  const end = () => {
    clearTimeout(press);
    clearInterval(scrolling);
    mark(null);
    list.classList.remove("lifting");
    if (pressed) pressed.thing.classList.remove("left-behind");
    if (copy) copy.remove();
    copy = null;
    pressed = null;
  };

  const down = (/** @type {PointerEvent} */ event) => {
    if (pressed || event.button !== 0 || !event.isPrimary) return;
    const thing = hooks().find(/** @type {HTMLElement} */ (event.target));
    if (!thing) return;
    const touch = event.pointerType === "touch";
    pressed = { id: event.pointerId, thing, x: event.clientX, y: event.clientY, touch };
    at = { x: event.clientX, y: event.clientY };
    if (touch) press = window.setTimeout(lift, PRESS_MS);
  };
  const move = (/** @type {PointerEvent} */ event) => {
    if (!pressed || event.pointerId !== pressed.id) return;
    at = { x: event.clientX, y: event.clientY };
    const far = Math.hypot(at.x - pressed.x, at.y - pressed.y) > FAR;
    if (copy) follow();
    else if (far && pressed.touch) end();
    else if (far) lift();
  };
  const up = (/** @type {PointerEvent} */ event) => {
    if (!pressed || event.pointerId !== pressed.id) return;
    const { thing } = pressed;
    const lifted = Boolean(copy);
    end();
    if (!lifted) return;
    // The click that follows was the end of a drag and means nothing else.
    const swallow = (/** @type {Event} */ click) => click.stopPropagation();
    list.addEventListener("click", swallow, { capture: true, once: true });
    window.setTimeout(() => list.removeEventListener("click", swallow, { capture: true }), 0);
    if (event.type === "pointerup") hooks().drop(thing, event.clientX, event.clientY);
  };
  const still = (/** @type {Event} */ event) => {
    if (copy || (pressed && event.type === "contextmenu")) event.preventDefault();
  };
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape" && copy) end();
  };

  list.addEventListener("pointerdown", down);
  list.addEventListener("dragstart", still);
  list.addEventListener("contextmenu", still);
  list.addEventListener("touchmove", still, { passive: false });
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", up);
  window.addEventListener("pointercancel", up);
  window.addEventListener("keydown", key);
  return () => {
    end();
    list.removeEventListener("pointerdown", down);
    list.removeEventListener("dragstart", still);
    list.removeEventListener("contextmenu", still);
    list.removeEventListener("touchmove", still);
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", up);
    window.removeEventListener("pointercancel", up);
    window.removeEventListener("keydown", key);
  };
}

/** How far to scroll for a pointer at `at` between two edges. @param {number} at @param {number} start @param {number} end */
function nudge(at, start, end) {
  if (at < start + EDGE) return -Math.min(12, (start + EDGE - at) / 4);
  return at > end - EDGE ? Math.min(12, (at - end + EDGE) / 4) : 0;
}

/** The row of a list at this height; below the last one, that one. @param {HTMLElement} list @param {number} y */
export function rowAt(list, y) {
  const rows = Array.from(list.children).map((each) => /** @type {HTMLElement} */ (each));
  return rows.find((row) => y < row.getBoundingClientRect().bottom) || rows[rows.length - 1] || null;
}
