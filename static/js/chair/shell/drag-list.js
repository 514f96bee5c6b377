// @ts-check
// Dragging items of a list. A mouse drags at once; a finger presses until the item lifts, so that a swipe still
// scrolls. A copy of the item follows the pointer, the list scrolls near its edges, Escape cancels.
import { useEffect, useRef } from "../../../vendor/preact.js";
import { DRAG_THRESHOLD, PRESS_MS } from "../../wall/plane/drag.js";

const SCROLL_EDGE = 56;

/**
 * @typedef {{
 *   find: (target: HTMLElement) => HTMLElement | null,
 *   over: (thing: HTMLElement, x: number, y: number) => HTMLElement | null,
 *   drop: (thing: HTMLElement, x: number, y: number) => void,
 * }} DragHooks  `find`: the item to drag from here, if any. `over`: where it would go, to be marked. `drop`: it was
 * dropped.
 */

/**
 * Makes the items inside an element draggable.
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
  let pointer = { x: 0, y: 0 };

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
    // Above an open dialog, only what is inside it can be seen.
    (thing.closest("dialog") || document.body).append(copy);
    thing.classList.add("left-behind");
    list.classList.add("lifting");
    if (touch && navigator.vibrate) navigator.vibrate(15);
    scrolling = window.setInterval(scroll, 16);
    follow();
  };

  const follow = () => {
    if (!pressed || !copy) return;
    copy.style.translate = `${pointer.x - pressed.x}px ${pointer.y - pressed.y}px`;
    mark(hooks().over(pressed.thing, pointer.x, pointer.y));
  };

  /** Scrolls whatever scrolls under the pointer, near its edges. */
  const scroll = () => {
    let place = /** @type {HTMLElement | null} */ (document.elementFromPoint(pointer.x, pointer.y));
    let moved = false;
    for (; place && place !== document.body; place = place.parentElement) {
      const box = place.getBoundingClientRect();
      const before = place.scrollTop + place.scrollLeft;
      if (place.scrollHeight > place.clientHeight) place.scrollTop += nudge(pointer.y, box.top, box.bottom);
      if (place.scrollWidth > place.clientWidth) place.scrollLeft += nudge(pointer.x, box.left, box.right);
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
    pointer = { x: event.clientX, y: event.clientY };
    if (touch) press = window.setTimeout(lift, PRESS_MS);
  };
  const move = (/** @type {PointerEvent} */ event) => {
    if (!pressed || event.pointerId !== pressed.id) return;
    pointer = { x: event.clientX, y: event.clientY };
    const isDrag = Math.hypot(pointer.x - pressed.x, pointer.y - pressed.y) > DRAG_THRESHOLD;
    if (copy) follow();
    else if (isDrag && pressed.touch) end();
    else if (isDrag) lift();
  };
  const up = (/** @type {PointerEvent} */ event) => {
    if (!pressed || event.pointerId !== pressed.id) return;
    const { thing } = pressed;
    const lifted = Boolean(copy);
    end();
    if (!lifted) return;
    // The click that follows belongs to the drag and means nothing else.
    const stopClick = (/** @type {Event} */ click) => click.stopPropagation();
    list.addEventListener("click", stopClick, { capture: true, once: true });
    window.setTimeout(() => list.removeEventListener("click", stopClick, { capture: true }), 0);
    if (event.type === "pointerup") hooks().drop(thing, event.clientX, event.clientY);
  };
  const suppress = (/** @type {Event} */ event) => {
    if (copy || (pressed && event.type === "contextmenu")) event.preventDefault();
  };
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape" && copy) end();
  };

  list.addEventListener("pointerdown", down);
  list.addEventListener("dragstart", suppress);
  list.addEventListener("contextmenu", suppress);
  list.addEventListener("touchmove", suppress, { passive: false });
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", up);
  window.addEventListener("pointercancel", up);
  window.addEventListener("keydown", key);
  return () => {
    end();
    list.removeEventListener("pointerdown", down);
    list.removeEventListener("dragstart", suppress);
    list.removeEventListener("contextmenu", suppress);
    list.removeEventListener("touchmove", suppress);
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", up);
    window.removeEventListener("pointercancel", up);
    window.removeEventListener("keydown", key);
  };
}

/**
 * How far to scroll for a pointer between two edges.
 * @param {number} pointer
 * @param {number} start
 * @param {number} end
 */
function nudge(pointer, start, end) {
  if (pointer < start + SCROLL_EDGE) return -Math.min(12, (start + SCROLL_EDGE - pointer) / 4);
  return pointer > end - SCROLL_EDGE ? Math.min(12, (pointer - end + SCROLL_EDGE) / 4) : 0;
}

/** The row in an element at this height; below the last row, the last one. @param {HTMLElement} list @param {number} y */
export function rowAt(list, y) {
  const rows = Array.from(/** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[data-row]")));
  return rows.find((row) => y < row.getBoundingClientRect().bottom) || rows[rows.length - 1] || null;
}
