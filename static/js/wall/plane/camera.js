// @ts-check
// Looking at the plane: moving the view and bringing it closer. The camera writes one transform and draws nothing again,
// so that it stays smooth whatever is on the wall; only the buttons are told how much larger to be from afar.
import { useLayoutEffect, useRef } from "../../../vendor/preact.js";

const CLOSEST = 2.5;
/** No further away than this, unless it takes more to see the whole wall; and never so far that nothing is left of it. */
const FURTHEST = 0.08;
const SPECK = 0.01;
/** Closer than this by itself would only make a nearly empty wall look coarse. */
const FIT_AT_MOST = 1.15;
const MARGIN = 20;
/** The buttons at the bottom of the frame. */
const TOOLS = 56;
/** So much of the wall stays in sight however far it is pushed. */
const IN_SIGHT = 120;
/** Below these, titles are drawn larger so that they can still be read. */
const FAR = 0.5;
const VERY_FAR = 0.26;

/** @typedef {{left: number, top: number, width: number, height: number}} Rect */

/** What surrounds all of these. @param {Rect[]} rects @returns {Rect} */
export function boundsOf(rects) {
  const left = Math.min(...rects.map((rect) => rect.left));
  const top = Math.min(...rects.map((rect) => rect.top));
  return {
    left,
    top,
    width: Math.max(...rects.map((rect) => rect.left + rect.width)) - left,
    height: Math.max(...rects.map((rect) => rect.top + rect.height)) - top,
  };
}

/**
 * @param {any} frame  Ref of the window onto the plane.
 * @param {any} plane  Ref of the plane itself.
 * @param {any} live  Ref of `{boxes}`, the layout as last drawn.
 */
export function useCamera(frame, plane, live) {
  const held = useRef(/** @type {any} */ (null));
  if (!held.current) held.current = new Camera(frame, plane, live);
  useLayoutEffect(() => () => held.current.stop(), []);
  return /** @type {Camera} */ (held.current);
}

export class Camera {
  /** @param {any} frame @param {any} plane @param {any} live */
  constructor(frame, plane, live) {
    this.frame = frame;
    this.plane = plane;
    this.live = live;
    this.x = 0;
    this.y = 0;
    this.zoom = 1;
    this.asked = 0;
    this.resting = 0;
  }

  /** The whole wall. @returns {Rect} */
  all() {
    const { boxes } = this.live.current;
    return boxes.length ? boundsOf(boxes) : { left: 0, top: 0, width: 0, height: 0 };
  }

  /** Looks from here. `glide`: in one small movement instead of at once. @param {{x: number, y: number, zoom: number}} view @param {boolean} [glide] */
  look({ x, y, zoom }, glide = false) {
    const { clientWidth: width, clientHeight: height } = this.frame.current;
    const all = this.all();
    const keep = (
      /** @type {number} */ at,
      /** @type {number} */ near,
      /** @type {number} */ far,
      /** @type {number} */ room,
    ) => Math.min(room - IN_SIGHT - near * zoom, Math.max(IN_SIGHT - far * zoom, at));
    this.zoom = zoom;
    this.x = keep(x, all.left, all.left + all.width, width);
    this.y = keep(y, all.top, all.top + all.height, height);
    if (glide) this.plane.current.classList.add("gliding");
    else this.plane.current.classList.remove("gliding");
    if (!this.asked) this.asked = requestAnimationFrame(() => this.write());
  }

  write() {
    this.asked = 0;
    const plane = this.plane.current;
    if (!plane) return;
    plane.classList.add("is-moving");
    plane.style.transform = `translate(${this.x.toFixed(1)}px, ${this.y.toFixed(1)}px) scale(${this.zoom.toFixed(4)})`;
    const far = this.zoom < VERY_FAR ? "very" : this.zoom < FAR ? "yes" : "no";
    if (plane.dataset.far !== far) plane.dataset.far = far;
    this.enlarge();
    clearTimeout(this.resting);
    // Only while it moves is the plane a layer of its own: at rest the browser draws its letters sharply again.
    this.resting = window.setTimeout(() => plane.classList.remove("is-moving", "gliding"), 400);
  }

  /** Buttons keep their size on the screen. Each is told by itself: were the plane told, all notes would be drawn anew. */
  enlarge() {
    // Further away there are none to be pressed.
    if (this.zoom < FAR) return;
    const larger = Math.max(1, 1 / this.zoom).toFixed(3);
    for (const button of this.plane.current.querySelectorAll(".plane-name"))
      button.style.setProperty("--larger", larger);
  }

  stop() {
    cancelAnimationFrame(this.asked);
    clearTimeout(this.resting);
  }

  /** @param {number} dx @param {number} dy */
  pan(dx, dy) {
    this.look({ x: this.x + dx, y: this.y + dy, zoom: this.zoom });
  }

  /** @param {number} by @param {{x: number, y: number}} [at]  The point of the frame that stays where it is. @param {boolean} [glide] */
  zoomBy(by, at, glide) {
    const { clientWidth, clientHeight } = this.frame.current;
    const { x, y } = at || { x: clientWidth / 2, y: clientHeight / 2 };
    const zoom = Math.min(CLOSEST, Math.max(Math.min(FURTHEST, this.scaleFor(this.all())), this.zoom * by));
    this.look({ zoom, x: x - ((x - this.x) * zoom) / this.zoom, y: y - ((y - this.y) * zoom) / this.zoom }, glide);
  }

  /** How large this can be and still be seen whole. @param {Rect} rect */
  scaleFor(rect) {
    const { clientWidth, clientHeight } = this.frame.current;
    return Math.max(
      SPECK,
      Math.min((clientWidth - 2 * MARGIN) / rect.width, (clientHeight - TOOLS - 2 * MARGIN) / rect.height),
    );
  }

  /** Brings this into sight, whole; or no smaller than `least`, and then its beginning shows. @param {Rect} rect @param {{least?: number, glide?: boolean}} [how] */
  fit(rect, { least = 0, glide = false } = {}) {
    const { clientWidth } = this.frame.current;
    const clientHeight = this.frame.current.clientHeight - TOOLS;
    const zoom = Math.max(least, Math.min(FIT_AT_MOST, this.scaleFor(rect)));
    const start = (/** @type {number} */ room, /** @type {number} */ size) =>
      Math.max(MARGIN, (room - size * zoom) / 2);
    this.look(
      {
        zoom,
        x: start(clientWidth, rect.width) - rect.left * zoom,
        y: Math.min(start(clientHeight, rect.height), 3 * MARGIN) - rect.top * zoom,
      },
      glide,
    );
  }

  /** Moves only as far as is needed to see this. @param {Rect} rect */
  show(rect) {
    const { clientWidth, clientHeight } = this.frame.current;
    const shift = (/** @type {number} */ at, /** @type {number} */ size, /** @type {number} */ room) =>
      at < MARGIN ? MARGIN - at : at + size > room - MARGIN ? room - MARGIN - size - at : 0;
    const dx = shift(this.x + rect.left * this.zoom, rect.width * this.zoom, clientWidth);
    const dy = shift(this.y + rect.top * this.zoom, rect.height * this.zoom, clientHeight);
    if (dx || dy) this.look({ x: this.x + dx, y: this.y + dy, zoom: this.zoom }, true);
  }

  /** The point of the plane under a point of the screen. @param {number} clientX @param {number} clientY */
  point(clientX, clientY) {
    const box = this.frame.current.getBoundingClientRect();
    return { x: (clientX - box.left - this.x) / this.zoom, y: (clientY - box.top - this.y) / this.zoom };
  }

  /** Where a part of the plane is in the frame. @param {Rect} rect @returns {Rect} */
  inFrame(rect) {
    return {
      left: this.x + rect.left * this.zoom,
      top: this.y + rect.top * this.zoom,
      width: rect.width * this.zoom,
      height: rect.height * this.zoom,
    };
  }
}
