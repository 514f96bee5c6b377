// @ts-check
// Dragging items of a list. A mouse drags at once; a finger presses until the item lifts, so that a swipe still
// scrolls. A copy of the item follows the pointer, the list scrolls near its edges, Escape cancels.
import { useEffect, useRef } from "../../../vendor/preact.js";
import { DRAG_THRESHOLD, PRESS_MS } from "../../wall/plane/drag.js";

/** This near to the edge of what scrolls, in pixels, it scrolls along, by so much at most in each step. */
const SCROLL_EDGE = 56;
const MOST_SCROLL = 12;
const SCROLL_EVERY_MS = 16;
/** What a finger feels when the item lifts. */
const LIFT_VIBRATION_MS = 15;
const SUPPRESSED = ["dragstart", "contextmenu", "touchmove"];
const ENDS = /** @type {const} */ (["pointerup", "pointercancel"]);

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
  useEffect(() => (ref.current ? new ListDrag(ref.current, latest).listen() : undefined), [ref.current]);
}

class ListDrag {
  /** @param {HTMLElement} list @param {{current: DragHooks}} hooks */
  constructor(list, hooks) {
    this.list = list;
    this.hooks = hooks;
    /** @type {{id: number, thing: HTMLElement, x: number, y: number, touch: boolean} | null} */
    this.pressed = null;
    /** What follows the pointer. @type {HTMLElement | null} */
    this.copy = null;
    /** Where the item would go. @type {HTMLElement | null} */
    this.marked = null;
    this.pointer = { x: 0, y: 0 };
    /** Lifts the item under a finger that rests. */
    this.press = 0;
    this.scrolling = 0;
  }

  /** @returns {() => void} Ends it. */
  listen() {
    const down = (/** @type {PointerEvent} */ event) => this.down(event);
    const move = (/** @type {PointerEvent} */ event) => this.move(event);
    const up = (/** @type {PointerEvent} */ event) => this.up(event);
    const suppress = (/** @type {Event} */ event) => this.suppress(event);
    const key = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && this.copy && this.end();
    const { list } = this;
    list.addEventListener("pointerdown", down);
    for (const each of SUPPRESSED) list.addEventListener(each, suppress, { passive: false });
    window.addEventListener("pointermove", move);
    for (const each of ENDS) window.addEventListener(each, up);
    window.addEventListener("keydown", key);
    return () => {
      this.end();
      list.removeEventListener("pointerdown", down);
      for (const each of SUPPRESSED) list.removeEventListener(each, suppress);
      window.removeEventListener("pointermove", move);
      for (const each of ENDS) window.removeEventListener(each, up);
      window.removeEventListener("keydown", key);
    };
  }

  /** @param {PointerEvent} event */
  down(event) {
    if (this.pressed || event.button !== 0 || !event.isPrimary) return;
    const thing = this.hooks.current.find(/** @type {HTMLElement} */ (event.target));
    if (!thing) return;
    const touch = event.pointerType === "touch";
    this.pressed = { id: event.pointerId, thing, x: event.clientX, y: event.clientY, touch };
    this.pointer = { x: event.clientX, y: event.clientY };
    if (touch) this.press = window.setTimeout(() => this.lift(), PRESS_MS);
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (!this.pressed || event.pointerId !== this.pressed.id) return;
    this.pointer = { x: event.clientX, y: event.clientY };
    const isDrag = Math.hypot(this.pointer.x - this.pressed.x, this.pointer.y - this.pressed.y) > DRAG_THRESHOLD;
    if (this.copy) this.follow();
    else if (isDrag && this.pressed.touch) this.end();
    else if (isDrag) this.lift();
  }

  /** @param {PointerEvent} event */
  up(event) {
    if (!this.pressed || event.pointerId !== this.pressed.id) return;
    const { thing } = this.pressed;
    const lifted = Boolean(this.copy);
    this.end();
    if (!lifted) return;
    // The click that follows belongs to the drag and means nothing else.
    const stopClick = (/** @type {Event} */ click) => click.stopPropagation();
    this.list.addEventListener("click", stopClick, { capture: true, once: true });
    window.setTimeout(() => this.list.removeEventListener("click", stopClick, { capture: true }), 0);
    if (event.type === "pointerup") this.hooks.current.drop(thing, event.clientX, event.clientY);
  }

  /** What is lifted is not scrolled, and what is pressed has no menu. @param {Event} event */
  suppress(event) {
    if (this.copy || (this.pressed && event.type === "contextmenu")) event.preventDefault();
  }

  lift() {
    if (!this.pressed) return;
    const { thing, touch } = this.pressed;
    const box = thing.getBoundingClientRect();
    const copy = /** @type {HTMLElement} */ (thing.cloneNode(true));
    copy.classList.add("lifted");
    copy.setAttribute("aria-hidden", "true");
    copy.inert = true;
    copy.style.cssText = `position: fixed; left: ${box.left}px; top: ${box.top}px; width: ${box.width}px; margin: 0; pointer-events: none`;
    // Above an open dialog, only what is inside it can be seen.
    (thing.closest("dialog") || document.body).append(copy);
    this.copy = copy;
    thing.classList.add("left-behind");
    this.list.classList.add("lifting");
    if (touch && navigator.vibrate) navigator.vibrate(LIFT_VIBRATION_MS);
    this.scrolling = window.setInterval(() => this.scroll(), SCROLL_EVERY_MS);
    this.follow();
  }

  /** Draws the copy under the pointer, and marks where the item would go. */
  follow() {
    if (!this.pressed || !this.copy) return;
    const { x, y } = this.pointer;
    this.copy.style.translate = `${x - this.pressed.x}px ${y - this.pressed.y}px`;
    this.mark(this.hooks.current.over(this.pressed.thing, x, y));
  }

  /** @param {HTMLElement | null} place */
  mark(place) {
    if (place === this.marked) return;
    this.marked?.classList.remove("drop-here");
    place?.classList.add("drop-here");
    this.marked = place;
  }

  /** Scrolls whatever scrolls under the pointer, near its edges. */
  scroll() {
    const { x, y } = this.pointer;
    let place = /** @type {HTMLElement | null} */ (document.elementFromPoint(x, y));
    let moved = false;
    for (; place && place !== document.body; place = place.parentElement) {
      const box = place.getBoundingClientRect();
      const before = place.scrollTop + place.scrollLeft;
      if (place.scrollHeight > place.clientHeight) place.scrollTop += nudge(y, box.top, box.bottom);
      if (place.scrollWidth > place.clientWidth) place.scrollLeft += nudge(x, box.left, box.right);
      moved = moved || before !== place.scrollTop + place.scrollLeft;
    }
    if (moved) this.follow();
  }

  end() {
    clearTimeout(this.press);
    clearInterval(this.scrolling);
    this.mark(null);
    this.list.classList.remove("lifting");
    this.pressed?.thing.classList.remove("left-behind");
    this.copy?.remove();
    this.copy = null;
    this.pressed = null;
  }
}

/**
 * How far to scroll for a pointer between two edges.
 * @param {number} pointer
 * @param {number} start
 * @param {number} end
 */
function nudge(pointer, start, end) {
  if (pointer < start + SCROLL_EDGE) return -Math.min(MOST_SCROLL, (start + SCROLL_EDGE - pointer) / 4);
  return pointer > end - SCROLL_EDGE ? Math.min(MOST_SCROLL, (pointer - end + SCROLL_EDGE) / 4) : 0;
}

/** The row in an element at this height; below the last row, the last one. @param {HTMLElement | null} list @param {number} y */
export function rowAt(list, y) {
  const rows = Array.from(/** @type {NodeListOf<HTMLElement>} */ (list?.querySelectorAll("[data-row]") || []));
  return rows.find((row) => y < row.getBoundingClientRect().bottom) || rows[rows.length - 1] || null;
}
