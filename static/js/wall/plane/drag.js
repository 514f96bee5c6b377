// @ts-check
// Mouse, pen and fingers on the plane: one moves the view or a note that one may move, two bring the view closer.
import { useEffect, useMemo, useRef } from "../../../vendor/preact.js";
import { isChairOrHelper } from "../../core/roles.js";
import { groupNotes, placeNote } from "../moves.js";
import { cellAt, freeCellNear, notesInCell } from "./layout.js";

/** Less than this is a touch, not a drag. */
const SLACK = 6;
/** Notes smaller than this on the screen are only looked at. */
const LEAST_ZOOM = 0.22;
/** This near to the edge of the window, the view comes along. */
const EDGE = 36;
const EDGE_STEP = 9;

/**
 * @param {any} frame @param {import("./camera.js").useCamera extends (...args: any[]) => infer C ? C : any} camera
 * @param {any} live  Ref of `{boxes}`. @param {any} target  Ref of the element that shows where a note would lie.
 */
export function useDrag(frame, camera, live, target) {
  const hand = useRef(/** @type {Hand | null} */ (null));
  if (!hand.current) hand.current = new Hand(frame, camera, live, target);
  useEffect(() => () => hand.current?.letGo(), []);
  return useMemo(() => {
    const its = /** @type {Hand} */ (hand.current);
    return {
      onPointerDown: (/** @type {Event & {target: HTMLInputElement}} */ event) => its.down(event),
      onPointerMove: (/** @type {Event & {target: HTMLInputElement}} */ event) => its.move(event),
      onPointerUp: (/** @type {Event & {target: HTMLInputElement}} */ event) => its.up(event),
      onPointerCancel: (/** @type {Event & {target: HTMLInputElement}} */ event) => its.cancel(event),
      onClickCapture: (/** @type {Event & {target: HTMLInputElement}} */ event) => its.click(event),
      onDragStart: (/** @type {Event & {target: HTMLInputElement}} */ event) => event.preventDefault(),
    };
  }, []);
}

class Hand {
  /** @param {any} frame @param {any} camera @param {any} live @param {any} target */
  constructor(frame, camera, live, target) {
    this.frame = frame;
    this.camera = camera;
    this.live = live;
    this.target = target;
    /** @type {Map<number, {x: number, y: number}>} */
    this.fingers = new Map();
    /** The paper in hand, and where on the plane it was taken up. @type {{paper: HTMLElement, id: string, from: {x: number, y: number}} | null} */
    this.held = null;
    this.start = { x: 0, y: 0 };
    this.far = false;
    this.dragged = false;
    this.rolling = 0;
  }

  /** @param {PointerEvent} event */
  down(event) {
    const element = /** @type {HTMLElement} */ (event.target);
    if (event.button > 0 || element.closest(".note-dialog, .plane-name, .move-bar")) return;
    this.dragged = false;
    this.fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.fingers.size > 1) {
      this.drop(null);
      this.far = true;
      return;
    }
    const paper = /** @type {HTMLElement | null} */ (element.closest(".movable"));
    const id = paper?.dataset.note || "";
    this.held =
      paper && this.camera.zoom >= LEAST_ZOOM
        ? { paper, id, from: this.camera.point(event.clientX, event.clientY) }
        : null;
    this.start = { x: event.clientX, y: event.clientY };
    this.far = false;
  }

  /** @param {PointerEvent} event */
  move(event) {
    const last = this.fingers.get(event.pointerId);
    if (!last) return;
    const here = { x: event.clientX, y: event.clientY };
    if (this.fingers.size > 1) this.pinch(event.pointerId, last, here);
    else if (!this.far && Math.hypot(here.x - this.start.x, here.y - this.start.y) > SLACK) this.begin(event);
    else if (this.far && this.held) this.carry(here);
    else if (this.far) this.camera.pan(here.x - last.x, here.y - last.y);
    this.fingers.set(event.pointerId, here);
  }

  /** A drag begins: from now on all movement is ours, also outside the window. @param {PointerEvent} event */
  begin(event) {
    this.far = true;
    this.dragged = true;
    this.frame.current.setPointerCapture(event.pointerId);
    this.frame.current.classList.add("is-dragging");
    if (this.held) this.held.paper.classList.add("lifted");
    else this.camera.pan(event.clientX - this.start.x, event.clientY - this.start.y);
  }

  /** @param {number} id @param {{x: number, y: number}} last @param {{x: number, y: number}} here */
  pinch(id, last, here) {
    const other = Array.from(this.fingers).find(([each]) => each !== id);
    if (!other) return;
    const fixed = other[1];
    const apart = (/** @type {{x: number, y: number}} */ point) =>
      Math.max(1, Math.hypot(point.x - fixed.x, point.y - fixed.y));
    const box = this.frame.current.getBoundingClientRect();
    this.dragged = true;
    this.camera.pan((here.x - last.x) / 2, (here.y - last.y) / 2);
    this.camera.zoomBy(apart(here) / apart(last), {
      x: (here.x + fixed.x) / 2 - box.left,
      y: (here.y + fixed.y) / 2 - box.top,
    });
  }

  /** @param {{x: number, y: number}} here */
  carry(here) {
    const { paper, id, from } = /** @type {any} */ (this.held);
    const point = this.camera.point(here.x, here.y);
    paper.style.translate = `${point.x - from.x}px ${point.y - from.y}px`;
    this.hint(this.aim(point, id));
    this.roll(here);
  }

  /** Where a note would go if it were let go here. @param {{x: number, y: number}} point @param {string} id */
  aim(point, id) {
    const found = cellAt(this.live.current.boxes, point.x, point.y, id);
    if (!found) return null;
    const { box, cluster, note, column, row } = found;
    if (cluster) return { box, group: cluster.group.id, rect: cluster };
    if (note && isChairOrHelper()) return { box, onto: note, rect: box.spots.get(note) };
    const cell = freeCellNear(box, column, row, id);
    return { box, cell, rect: cell };
  }

  /** Shows where it would go. @param {any} aim */
  hint(aim) {
    const mark = this.target.current;
    mark.hidden = !aim;
    if (!aim) return;
    mark.className = `plane-target ${aim.cell ? "" : "together"}`;
    mark.style.cssText = `left: ${aim.box.left + aim.rect.left}px; top: ${aim.box.top + aim.rect.top}px; ${aim.group ? `width: ${aim.rect.width}px; height: ${aim.rect.height}px` : ""}`;
  }

  /** Near the edge the view comes along. @param {{x: number, y: number}} here */
  roll(here) {
    cancelAnimationFrame(this.rolling);
    const box = this.frame.current.getBoundingClientRect();
    const push = (/** @type {number} */ at, /** @type {number} */ low, /** @type {number} */ high) =>
      at < low + EDGE ? EDGE_STEP : at > high - EDGE ? -EDGE_STEP : 0;
    const dx = push(here.x, box.left, box.right);
    const dy = push(here.y, box.top, box.bottom);
    if (!dx && !dy) return;
    this.rolling = requestAnimationFrame(() => {
      if (!this.held || !this.far) return;
      this.camera.pan(dx, dy);
      this.carry(here);
    });
  }

  /** @param {PointerEvent} event */
  up(event) {
    if (!this.fingers.delete(event.pointerId)) return;
    if (this.held && this.far) this.drop({ x: event.clientX, y: event.clientY });
    this.letGo();
  }

  /** @param {PointerEvent} event */
  cancel(event) {
    this.fingers.delete(event.pointerId);
    this.drop(null);
    this.letGo();
  }

  /** @param {{x: number, y: number} | null} here  null: it goes back to where it was. */
  drop(here) {
    if (!this.held) return;
    const { paper, id } = this.held;
    const aim = here && this.aim(this.camera.point(here.x, here.y), id);
    this.held = null;
    paper.classList.remove("lifted");
    this.hint(null);
    const now = this.live.current.boxes.find((/** @type {any} */ box) => box.spots.has(id));
    const at = now?.spots.get(id);
    const stays = aim?.cell && now === aim.box && at.row === aim.cell.row && at.column === aim.cell.column;
    if (aim?.cell && !stays) placeNote(id, { zone: aim.box.zone.id, ...notesInCell(aim.box, aim.cell), group: null });
    else if (aim?.group) {
      paper.style.translate = "";
      placeNote(id, { zone: aim.box.zone.id, ...notesInCell(aim.box, { column: 0, row: 0 }), group: aim.group });
    } else {
      paper.style.translate = "";
      if (aim?.onto) groupNotes(id, aim.onto);
    }
  }

  letGo() {
    cancelAnimationFrame(this.rolling);
    if (this.frame.current) this.frame.current.classList.remove("is-dragging");
    if (!this.fingers.size) this.far = false;
  }

  /** The click that ends a drag is no touch on a note. @param {Event} event */
  click(event) {
    if (!this.dragged) return;
    this.dragged = false;
    event.stopPropagation();
    event.preventDefault();
  }
}
