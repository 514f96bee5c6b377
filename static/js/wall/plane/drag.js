// @ts-check
// Mouse, pen and fingers on the plane: one pointer pans the view or moves a note, two zoom. A mouse moves a note at once;
// a finger presses until the note lifts, so that it can pan from anywhere.
import { useEffect, useMemo, useRef } from "../../../vendor/preact.js";
import { isChairOrHelper } from "../../core/roles.js";
import { groupNotes, placeNote } from "../moves.js";
import { cellAt, freeCellNear, notesInCell } from "./layout.js";

/** A movement of less than this, in pixels, is a click and not a drag. */
export const DRAG_THRESHOLD = 6;
/** A finger that rests this long on something that can be dragged lifts it. */
export const PRESS_MS = 320;
/** Below this zoom notes cannot be dragged. */
const MIN_DRAG_ZOOM = 0.22;
/** This near to the edge of the frame the view pans along, by so much in each animation frame. */
const EDGE = 36;
const EDGE_STEP = 9;

/** @typedef {{x: number, y: number}} Point */
/** @typedef {import("./camera.js").ElementRef} ElementRef */
/** @typedef {import("./camera.js").LayoutRef} LayoutRef */
/** @typedef {import("./camera.js").Camera} Camera */
/**
 * Where a note would go: a free cell, a group, or onto another note.
 * @typedef {{box: import("./layout.js").Box, rect?: {left: number, top: number, width?: number, height?: number},
 *   cell?: import("./layout.js").Spot, group?: string, onto?: string}} DropTarget
 */

/**
 * @param {ElementRef} frame @param {Camera} camera @param {LayoutRef} live
 * @param {ElementRef} target  The element that shows where a note would go.
 */
export function useDrag(frame, camera, live, target) {
  const drag = useRef(/** @type {Drag | null} */ (null));
  if (!drag.current) drag.current = new Drag(frame, camera, live, target);
  useEffect(() => () => drag.current?.end(), []);
  return useMemo(() => {
    const current = /** @type {Drag} */ (drag.current);
    return {
      onPointerDown: (/** @type {PointerEvent} */ event) => current.down(event),
      onPointerMove: (/** @type {PointerEvent} */ event) => current.move(event),
      onPointerUp: (/** @type {PointerEvent} */ event) => current.up(event),
      onPointerCancel: (/** @type {PointerEvent} */ event) => current.cancel(event),
      onClickCapture: (/** @type {Event} */ event) => current.click(event),
      onDragStart: (/** @type {Event} */ event) => event.preventDefault(),
      onContextMenu: (/** @type {Event} */ event) => current.menu(event),
    };
  }, []);
}

class Drag {
  /** @param {ElementRef} frame @param {Camera} camera @param {LayoutRef} live @param {ElementRef} target */
  constructor(frame, camera, live, target) {
    this.frame = frame;
    this.camera = camera;
    this.live = live;
    this.target = target;
    /** @type {Map<number, Point>} */
    this.pointers = new Map();
    /**
     * The note that is being dragged, and where on the plane that began.
     * @type {{element: HTMLElement, id: string, from: Point} | null}
     */
    this.held = null;
    this.start = { x: 0, y: 0 };
    /** Lifts the note under a finger that rests. */
    this.press = 0;
    /** Whether the pointer has moved far enough for a drag. */
    this.isDragging = false;
    /** Whether the next click only ends a drag. */
    this.ignoreClick = false;
    this.panRequest = 0;
  }

  /** @param {PointerEvent} event */
  down(event) {
    const element = /** @type {HTMLElement} */ (event.target);
    if (event.button > 0 || element.closest(".note-dialog, .plane-name, .move-bar")) return;
    this.ignoreClick = false;
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    clearTimeout(this.press);
    if (this.pointers.size > 1) {
      this.drop(null);
      this.isDragging = true;
      return;
    }
    this.held = null;
    this.start = { x: event.clientX, y: event.clientY };
    this.isDragging = false;
    const note = /** @type {HTMLElement | null} */ (element.closest(".movable"));
    if (!note || this.camera.zoom < MIN_DRAG_ZOOM) return;
    if (event.pointerType === "touch") this.press = window.setTimeout(() => this.lift(note, event.pointerId), PRESS_MS);
    else this.hold(note);
  }

  /** From here on a drag moves this note instead of the view. @param {HTMLElement} note */
  hold(note) {
    this.held = { element: note, id: note.dataset.note || "", from: this.camera.point(this.start.x, this.start.y) };
  }

  /** A finger has rested on a note. @param {HTMLElement} note @param {number} pointer */
  lift(note, pointer) {
    if (!note.isConnected) return;
    this.hold(note);
    this.begin(pointer, this.start);
    if (navigator.vibrate) navigator.vibrate(15);
  }

  /** How far this point is from where the pointer came down. @param {Point} here */
  distance(here) {
    return Math.hypot(here.x - this.start.x, here.y - this.start.y);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const last = this.pointers.get(event.pointerId);
    if (!last) return;
    const here = { x: event.clientX, y: event.clientY };
    if (this.pointers.size > 1) this.pinch(event.pointerId, last, here);
    else if (!this.isDragging && this.distance(here) > DRAG_THRESHOLD) this.begin(event.pointerId, here);
    else if (this.isDragging && this.held) this.carry(here);
    else if (this.isDragging) this.camera.pan(here.x - last.x, here.y - last.y);
    this.pointers.set(event.pointerId, here);
  }

  /**
   * Begins a drag: from now on we get all pointer events, even outside the frame.
   * @param {number} pointer
   * @param {Point} here
   */
  begin(pointer, here) {
    clearTimeout(this.press);
    this.isDragging = true;
    this.ignoreClick = true;
    this.frame.current.setPointerCapture(pointer);
    this.frame.current.classList.add("is-dragging");
    if (this.held) this.held.element.classList.add("lifted");
    else this.camera.pan(here.x - this.start.x, here.y - this.start.y);
  }

  /** @param {number} id @param {Point} last @param {Point} here */
  pinch(id, last, here) {
    const other = Array.from(this.pointers).find(([each]) => each !== id);
    if (!other) return;
    const fixed = other[1];
    const distance = (/** @type {Point} */ point) => Math.max(1, Math.hypot(point.x - fixed.x, point.y - fixed.y));
    const box = this.frame.current.getBoundingClientRect();
    this.ignoreClick = true;
    this.camera.pan((here.x - last.x) / 2, (here.y - last.y) / 2);
    this.camera.zoomBy(distance(here) / distance(last), {
      x: (here.x + fixed.x) / 2 - box.left,
      y: (here.y + fixed.y) / 2 - box.top,
    });
  }

  /** @param {Point} here */
  carry(here) {
    if (!this.held) return;
    const { element, id, from } = this.held;
    const point = this.camera.point(here.x, here.y);
    element.style.translate = `${point.x - from.x}px ${point.y - from.y}px`;
    this.showTarget(this.findTarget(point, id));
    this.panAtEdge(here);
  }

  /**
   * Where a note would go if it were dropped here.
   * @param {Point} point
   * @param {string} id
   * @returns {DropTarget | null}
   */
  findTarget(point, id) {
    const found = cellAt(this.live.current.boxes, point.x, point.y, id);
    if (!found) return null;
    const { box, cluster, note, column, row } = found;
    if (cluster) return { box, group: cluster.group.id, rect: cluster };
    if (note && isChairOrHelper()) return { box, onto: note, rect: box.spots.get(note) };
    const cell = freeCellNear(box, column, row, id);
    return { box, cell, rect: cell };
  }

  /** Shows where the note would go. @param {DropTarget | null} target */
  showTarget(target) {
    const element = this.target.current;
    element.hidden = !target?.rect;
    if (!target?.rect) return;
    const { left, top, width, height } = target.rect;
    element.className = `plane-target ${target.cell ? "" : "together"}`;
    element.style.cssText = `left: ${target.box.left + left}px; top: ${target.box.top + top}px;`;
    if (target.group) element.style.cssText += `width: ${width}px; height: ${height}px`;
  }

  /** Near the edge of the frame the view pans along. @param {Point} here */
  panAtEdge(here) {
    cancelAnimationFrame(this.panRequest);
    const box = this.frame.current.getBoundingClientRect();
    const push = (/** @type {number} */ at, /** @type {number} */ low, /** @type {number} */ high) =>
      at < low + EDGE ? EDGE_STEP : at > high - EDGE ? -EDGE_STEP : 0;
    const dx = push(here.x, box.left, box.right);
    const dy = push(here.y, box.top, box.bottom);
    if (!dx && !dy) return;
    this.panRequest = requestAnimationFrame(() => {
      if (!this.held || !this.isDragging) return;
      this.camera.pan(dx, dy);
      this.carry(here);
    });
  }

  /** @param {PointerEvent} event */
  up(event) {
    if (!this.pointers.delete(event.pointerId)) return;
    const here = { x: event.clientX, y: event.clientY };
    // A note that was lifted and not carried goes back.
    if (this.held && this.isDragging) this.drop(this.distance(here) > DRAG_THRESHOLD ? here : null);
    this.end();
  }

  /** @param {PointerEvent} event */
  cancel(event) {
    this.pointers.delete(event.pointerId);
    this.drop(null);
    this.end();
  }

  /** @param {Point | null} here  null: the note goes back to where it was. */
  drop(here) {
    if (!this.held) return;
    const { element, id } = this.held;
    const target = here && this.findTarget(this.camera.point(here.x, here.y), id);
    this.held = null;
    element.classList.remove("lifted");
    this.showTarget(null);
    if (target?.cell && !this.isIn(id, target.box, target.cell)) {
      placeNote(id, { zone: target.box.zone.id, ...notesInCell(target.box, target.cell), group: null });
      return;
    }
    element.style.translate = "";
    if (target?.group) {
      const { box, group } = target;
      placeNote(id, { zone: box.zone.id, ...notesInCell(box, { column: 0, row: 0 }), group });
    } else if (target?.onto) groupNotes(id, target.onto);
  }

  end() {
    clearTimeout(this.press);
    cancelAnimationFrame(this.panRequest);
    if (this.frame.current) this.frame.current.classList.remove("is-dragging");
    if (!this.pointers.size) this.isDragging = false;
  }

  /**
   * Whether a note is in this cell already.
   * @param {string} id
   * @param {import("./layout.js").Box} box
   * @param {import("./layout.js").Spot} cell
   */
  isIn(id, box, cell) {
    const spot = box.spots.get(id);
    return spot?.row === cell.row && spot?.column === cell.column;
  }

  /** A note under a finger lifts, and has no menu. @param {Event} event */
  menu(event) {
    if (this.pointers.size) event.preventDefault();
  }

  /** Ignores the click that ends a drag. @param {Event} event */
  click(event) {
    if (!this.ignoreClick) return;
    this.ignoreClick = false;
    event.stopPropagation();
    event.preventDefault();
  }
}
