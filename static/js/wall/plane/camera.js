// @ts-check
// The view of the plane: panning and zooming. The camera sets one CSS transform and redraws nothing, so it stays smooth
// with any number of notes; only the buttons are told how much larger they must be when zoomed out.
import { useLayoutEffect, useRef } from "../../../vendor/preact.js";

const MAX_ZOOM = 2.5;
/** The minimum zoom, unless the whole wall needs a smaller one; the second is the absolute minimum. */
const MIN_ZOOM = 0.08;
const ABSOLUTE_MIN_ZOOM = 0.01;
/** Fitting does not zoom in further than this: a nearly empty wall would look coarse. */
const MAX_FIT_ZOOM = 1.15;
const MARGIN = 20;
/** The height of the buttons at the bottom of the frame. */
const TOOLS_HEIGHT = 56;
/** This much of the wall stays in sight, however far it is panned. */
const IN_SIGHT = 120;
/** Below these zooms, titles are drawn larger so that they can still be read. */
const FAR = 0.5;
const VERY_FAR = 0.26;

/** @typedef {{left: number, top: number, width: number, height: number}} Rect */
/** A reference of Preact to an element that is drawn. @typedef {{current: HTMLElement}} ElementRef */
/** The layout as last drawn. @typedef {{current: {boxes: import("./layout.js").Box[]}}} LayoutRef */

/** The rectangle around all of these. @param {Rect[]} rects @returns {Rect} */
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
 * @param {ElementRef} frame  The visible part.
 * @param {ElementRef} plane  The plane itself.
 * @param {LayoutRef} live
 */
export function useCamera(frame, plane, live) {
  const camera = useRef(/** @type {Camera | null} */ (null));
  if (!camera.current) camera.current = new Camera(frame, plane, live);
  useLayoutEffect(() => () => camera.current?.stop(), []);
  return camera.current;
}

export class Camera {
  /** @param {ElementRef} frame @param {ElementRef} plane @param {LayoutRef} live */
  constructor(frame, plane, live) {
    this.frame = frame;
    this.plane = plane;
    this.live = live;
    this.x = 0;
    this.y = 0;
    this.zoom = 1;
    /** The animation frame in which the transform will be set. */
    this.frameRequest = 0;
    /** Ends the state of moving. */
    this.moveTimer = 0;
  }

  /** The whole wall. @returns {Rect} */
  all() {
    const { boxes } = this.live.current;
    return boxes.length ? boundsOf(boxes) : { left: 0, top: 0, width: 0, height: 0 };
  }

  /**
   * Sets the view. `glide`: with an animation.
   * @param {{x: number, y: number, zoom: number}} view
   * @param {boolean} [glide]
   */
  look({ x, y, zoom }, glide = false) {
    const { clientWidth: width, clientHeight: height } = this.frame.current;
    const all = this.all();
    const clamp = (
      /** @type {number} */ at,
      /** @type {number} */ near,
      /** @type {number} */ far,
      /** @type {number} */ room,
    ) => Math.min(room - IN_SIGHT - near * zoom, Math.max(IN_SIGHT - far * zoom, at));
    this.zoom = zoom;
    this.x = clamp(x, all.left, all.left + all.width, width);
    this.y = clamp(y, all.top, all.top + all.height, height);
    if (glide) this.plane.current.classList.add("gliding");
    else this.plane.current.classList.remove("gliding");
    if (!this.frameRequest) this.frameRequest = requestAnimationFrame(() => this.write());
  }

  write() {
    this.frameRequest = 0;
    const plane = this.plane.current;
    if (!plane) return;
    plane.classList.add("is-moving");
    plane.style.transform = `translate(${this.x.toFixed(1)}px, ${this.y.toFixed(1)}px) scale(${this.zoom.toFixed(4)})`;
    const far = this.zoom < VERY_FAR ? "very" : this.zoom < FAR ? "yes" : "no";
    if (plane.dataset.far !== far) plane.dataset.far = far;
    this.enlarge();
    clearTimeout(this.moveTimer);
    // The plane is its own layer only while it moves: afterwards the browser draws its text sharply again.
    this.moveTimer = window.setTimeout(() => plane.classList.remove("is-moving", "gliding"), 400);
  }

  /**
   * Buttons keep their size on the screen. Each gets its own property: on the plane, it would make all notes be drawn
   * again.
   */
  enlarge() {
    // Further out they are hidden.
    if (this.zoom < FAR) return;
    const larger = Math.max(1, 1 / this.zoom).toFixed(3);
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (this.plane.current.querySelectorAll(".plane-name")))
      button.style.setProperty("--larger", larger);
  }

  stop() {
    cancelAnimationFrame(this.frameRequest);
    clearTimeout(this.moveTimer);
  }

  /** @param {number} dx @param {number} dy */
  pan(dx, dy) {
    this.look({ x: this.x + dx, y: this.y + dy, zoom: this.zoom });
  }

  /**
   * @param {number} by
   * @param {{x: number, y: number}} [at]  The point of the frame that does not move.
   * @param {boolean} [glide]
   */
  zoomBy(by, at, glide) {
    const { clientWidth, clientHeight } = this.frame.current;
    const { x, y } = at || { x: clientWidth / 2, y: clientHeight / 2 };
    const zoom = Math.min(MAX_ZOOM, Math.max(Math.min(MIN_ZOOM, this.scaleFor(this.all())), this.zoom * by));
    this.look({ zoom, x: x - ((x - this.x) * zoom) / this.zoom, y: y - ((y - this.y) * zoom) / this.zoom }, glide);
  }

  /** The largest zoom at which all of this is visible. @param {Rect} rect */
  scaleFor(rect) {
    const { clientWidth, clientHeight } = this.frame.current;
    return Math.max(
      ABSOLUTE_MIN_ZOOM,
      Math.min((clientWidth - 2 * MARGIN) / rect.width, (clientHeight - TOOLS_HEIGHT - 2 * MARGIN) / rect.height),
    );
  }

  /**
   * Shows all of this; if the zoom would be smaller than `least`, its beginning.
   * @param {Rect} rect
   * @param {{least?: number, glide?: boolean}} [how]
   */
  fit(rect, { least = 0, glide = false } = {}) {
    const { clientWidth } = this.frame.current;
    const clientHeight = this.frame.current.clientHeight - TOOLS_HEIGHT;
    const zoom = Math.max(least, Math.min(MAX_FIT_ZOOM, this.scaleFor(rect)));
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

  /** Pans only as far as is needed to show this. @param {Rect} rect */
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

  /** The position of a part of the plane in the frame. @param {Rect} rect @returns {Rect} */
  inFrame(rect) {
    return {
      left: this.x + rect.left * this.zoom,
      top: this.y + rect.top * this.zoom,
      width: rect.width * this.zoom,
      height: rect.height * this.zoom,
    };
  }
}
