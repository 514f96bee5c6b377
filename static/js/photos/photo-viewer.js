// @ts-check
// A photograph at full size: two fingers, the wheel, buttons or keys make it larger, and a finger or the arrow keys move
// it. What it shows stands below it.
import { html, useEffect, useRef } from "../../vendor/preact.js";
import { Dialog } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { cardOf, photoUrl, viewedPhoto } from "./photo-card.js";

const LARGEST = 8;
const STEP = 1.5;
/** How far a key moves it, in pixels. */
const MOVE_STEP = 80;
/** Two taps within this time make it larger, or all of it visible again. */
const DOUBLE_TAP_MS = 300;
/** A press that moves less than this is a tap. */
const TAP_PX = 10;

/** @typedef {{x: number, y: number}} Point */

/** How a photograph lies in its frame: what is done to it by fingers, wheel and keys. */
class View {
  /** @param {HTMLElement} frame @param {HTMLElement} image */
  constructor(frame, image) {
    this.frame = frame;
    this.image = image;
    this.zoom = 1;
    this.x = 0;
    this.y = 0;
    /** @type {Map<number, Point>} */
    this.pointers = new Map();
    this.moved = 0;
    this.lastTap = 0;
  }

  /** Zooms about a point of the frame, given from its middle. @param {number} by @param {Point} [about] */
  zoomBy(by, about = { x: 0, y: 0 }) {
    const zoom = Math.min(LARGEST, Math.max(1, this.zoom * by));
    const ratio = zoom / this.zoom;
    this.zoom = zoom;
    this.x = about.x - (about.x - this.x) * ratio;
    this.y = about.y - (about.y - this.y) * ratio;
    this.draw();
  }

  whole() {
    this.zoomBy(1 / LARGEST);
  }

  /** @param {number} dx @param {number} dy */
  pan(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.draw();
  }

  /** No edge of the picture is drawn into the frame further than it need be. */
  draw() {
    const within = (/** @type {number} */ at, /** @type {number} */ size, /** @type {number} */ room) => {
      const most = Math.max(0, (size * this.zoom - room) / 2);
      return Math.max(-most, Math.min(most, at));
    };
    this.x = within(this.x, this.image.offsetWidth, this.frame.clientWidth);
    this.y = within(this.y, this.image.offsetHeight, this.frame.clientHeight);
    this.image.style.transform = `translate(${this.x}px, ${this.y}px) scale(${this.zoom})`;
    this.frame.dataset.zoom = this.zoom.toFixed(2);
  }

  /** @param {{clientX: number, clientY: number}} event @returns {Point} */
  at({ clientX, clientY }) {
    const box = this.frame.getBoundingClientRect();
    return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
  }

  /** @param {PointerEvent} event */
  down(event) {
    this.frame.setPointerCapture(event.pointerId);
    if (!this.pointers.size) this.moved = 0;
    this.pointers.set(event.pointerId, this.at(event));
  }

  /** @param {PointerEvent} event */
  move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const now = this.at(event);
    const other = Array.from(this.pointers).find(([id]) => id !== event.pointerId)?.[1];
    this.pointers.set(event.pointerId, now);
    this.moved += Math.hypot(now.x - before.x, now.y - before.y);
    if (!other) {
      this.pan(now.x - before.x, now.y - before.y);
      return;
    }
    const apart = (/** @type {Point} */ point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    this.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
    this.zoomBy(apart(now) / apart(before), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
  }

  /** @param {PointerEvent} event */
  up(event) {
    const isTap = this.pointers.size === 1 && this.moved < TAP_PX;
    this.pointers.delete(event.pointerId);
    if (!isTap || event.type === "pointercancel") return;
    if (event.timeStamp - this.lastTap < DOUBLE_TAP_MS) this.tappedTwice(this.at(event));
    else this.lastTap = event.timeStamp;
  }

  /** @param {Point} at */
  tappedTwice(at) {
    this.lastTap = 0;
    if (this.zoom > 1) this.whole();
    else this.zoomBy(STEP * 2, at);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    /** @type {Record<string, () => void>} */
    const does = {
      "+": () => this.zoomBy(STEP),
      "=": () => this.zoomBy(STEP),
      "-": () => this.zoomBy(1 / STEP),
      0: () => this.whole(),
      ArrowLeft: () => this.pan(MOVE_STEP, 0),
      ArrowRight: () => this.pan(-MOVE_STEP, 0),
      ArrowUp: () => this.pan(0, MOVE_STEP),
      ArrowDown: () => this.pan(0, -MOVE_STEP),
    };
    if (!does[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    does[event.key]();
    event.preventDefault();
  }
}

/** @param {{id: string}} props */
export function PhotoViewer({ id }) {
  const photo = cardOf(id)?.photo;
  const close = () => (viewedPhoto.value = "");
  useEffect(() => {
    // It may be taken off the wall or erased while somebody looks at it.
    if (!photo) close();
  }, [!photo]);
  if (!photo) return null;
  return html`<${Zoomed}
    key=${id}
    title=${t("wall.photo.name")}
    keys=${t("photos.keys")}
    src=${photoUrl(photo)}
    width=${photo.width}
    height=${photo.height}
    alt=${photo.description || t("wall.photo.none")}
    words=${photo.description || html`<span class="soft">${t("wall.photo.none")}</span>`}
    onClose=${close}
  />`;
}

/**
 * A picture in a dialog, to be made larger and moved.
 * @param {{title: string, keys: string, src: string, width: number, height: number, alt: string, words: unknown,
 *   onClose: () => void}} props  `keys`: what the keys do; `words`: what stands under it.
 */
export function Zoomed({ title, keys, src, width, height, alt, words, onClose }) {
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const view = useRef(/** @type {View | null} */ (null));
  useEffect(() => {
    const element = /** @type {HTMLElement} */ (frame.current);
    const made = new View(element, /** @type {HTMLElement} */ (element.firstElementChild));
    view.current = made;
    const wheel = (/** @type {WheelEvent} */ event) => {
      event.preventDefault();
      made.zoomBy(Math.exp(-event.deltaY / 300), made.at(event));
    };
    const observer = new ResizeObserver(() => made.draw());
    observer.observe(element);
    element.addEventListener("wheel", wheel, { passive: false });
    return () => {
      observer.disconnect();
      element.removeEventListener("wheel", wheel);
    };
  }, []);
  const zoomBy = (/** @type {number} */ by) => () => view.current?.zoomBy(by);
  return html`<div class="photo-viewer"><${Dialog} title=${title} onClose=${onClose} wide>
    <div
      class="photo-frame"
      ref=${frame}
      tabindex="0"
      role="group"
      autofocus
      aria-label=${keys}
      onPointerDown=${(/** @type {PointerEvent} */ event) => view.current?.down(event)}
      onPointerMove=${(/** @type {PointerEvent} */ event) => view.current?.move(event)}
      onPointerUp=${(/** @type {PointerEvent} */ event) => view.current?.up(event)}
      onPointerCancel=${(/** @type {PointerEvent} */ event) => view.current?.up(event)}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => view.current?.key(event)}
    >
      <img src=${src} width=${width} height=${height} alt=${alt} draggable=${false} />
    </div>
    <p dir="auto">${words}</p>
    <div class="row">
      <button type="button" class="button quiet" onClick=${zoomBy(STEP)}>
        <${Icon} name="zoom-in" /> ${t("wall.plane.zoom_in")}
      </button>
      <button type="button" class="button quiet" onClick=${zoomBy(1 / STEP)}>
        <${Icon} name="zoom-out" /> ${t("wall.plane.zoom_out")}
      </button>
      <button type="button" class="button quiet" onClick=${zoomBy(1 / LARGEST)}>
        <${Icon} name="maximize-2" /> ${t("photos.whole")}
      </button>
    </div>
  </></div>`;
}
