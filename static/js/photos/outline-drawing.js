// @ts-check
// Drawing on a photograph: the outlines of its paper notes are selected, moved, corrected and added with a finger, the
// mouse or keys.
import { html, useRef } from "../../vendor/preact.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { box, contains, movedBy, withCorner } from "./outlines.js";
import { photoUrl } from "./photo-card.js";

/** @typedef {import("./outlines.js").Outline} Outline @typedef {import("./outlines.js").Corner} Corner */
/** A place on the screen. @typedef {[number, number]} Point */

/** How far a key moves a corner or an outline, as a part of the picture; with Shift, further. */
const KEY_STEP = 0.004;
const KEY_STRIDE = 0.03;
/** A press that moves less than this, as a part of the picture, selects and draws nothing. */
const TAP = 0.012;
/** How many times larger it becomes at most, and with one press of a button. */
const LARGEST = 6;
const STEP = 1.5;
/** As many as the server cuts out at once. */
export const MOST = 80;

/** @typedef {{photo: PhotoRecord, outlines: Outline[], selected: number, onSelect: (index: number) => void, onChange:
 *   (outlines: Outline[]) => void, onRemove: () => void}} Props */

/** The frame with the picture: where a pointer is in it, and how large it is. */
function useZoomedFrame() {
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const fingers = useRef(/** @type {Map<number, Point>} */ (new Map()));
  const zoom = useRef(1);
  /** @param {{clientX: number, clientY: number}} place @returns {Corner} */
  const at = ({ clientX, clientY }) => {
    const place = /** @type {HTMLElement} */ (frame.current).getBoundingClientRect();
    return [(clientX - place.left) / place.width, (clientY - place.top) / place.height];
  };
  /** Makes the picture larger, and keeps in its place what is seen there. @param {number} by @param {Point} [about] */
  const zoomBy = (by, about) => {
    const element = /** @type {HTMLElement} */ (frame.current);
    const around = /** @type {HTMLElement} */ (element.parentElement);
    const middle = around.getBoundingClientRect();
    const [x, y] = about || [middle.left + middle.width / 2, middle.top + middle.height / 2];
    const [across, along] = at({ clientX: x, clientY: y });
    const width = element.offsetWidth / zoom.current;
    zoom.current = Math.min(LARGEST, Math.max(1, zoom.current * by));
    element.classList.toggle("zoomed", zoom.current > 1);
    element.style.width = zoom.current > 1 ? `${width * zoom.current}px` : "";
    const now = element.getBoundingClientRect();
    around.scrollLeft += now.left + across * now.width - x;
    around.scrollTop += now.top + along * now.height - y;
  };
  /** One of two fingers has moved. @param {number} id @param {Point} now */
  const pinch = (id, now) => {
    const before = /** @type {Point} */ (fingers.current.get(id));
    const [other] = Array.from(fingers.current).flatMap(([each, point]) => (each === id ? [] : [point]));
    fingers.current.set(id, now);
    const apart = (/** @type {Point} */ [x, y]) => Math.max(1, Math.hypot(x - other[0], y - other[1]));
    zoomBy(apart(now) / apart(before), [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2]);
    const around = /** @type {HTMLElement} */ (frame.current?.parentElement);
    around.scrollBy((before[0] - now[0]) / 2, (before[1] - now[1]) / 2);
  };
  return { frame, fingers, at, zoomBy, pinch };
}

/** What pointers and keys do to the outlines. @param {ReturnType<typeof useZoomedFrame>} view @param {Props} props */
function useOutlineHandlers({ frame, fingers, at, pinch }, { outlines, selected, onSelect, onChange, onRemove }) {
  const drag = useRef(
    /** @type {{from: Corner, corner: number, index: number, before: Outline | null, all: Outline[], selected: number} | null} */ (
      null
    ),
  );
  // Several events may come before they are drawn again.
  const now = useRef(outlines);
  now.current = outlines;
  /** @param {Outline[]} next */
  const change = (next) => {
    now.current = next;
    onChange(next);
  };
  /** @param {number} index @param {Outline} outline */
  const put = (index, outline) => change(now.current.map((each, i) => (i === index ? outline : each)));
  /** The first of two fingers meant to select and to draw nothing. */
  const takeBack = () => {
    if (drag.current && now.current !== drag.current.all) change(drag.current.all);
    if (drag.current) onSelect(drag.current.selected);
    drag.current = null;
  };
  /** @param {PointerEvent} event */
  const down = (event) => {
    if (event.button) return;
    /** @type {HTMLElement} */ (frame.current).setPointerCapture(event.pointerId);
    fingers.current.set(event.pointerId, [event.clientX, event.clientY]);
    if (fingers.current.size > 1) return takeBack();
    const point = at(event);
    const handle = /** @type {HTMLElement} */ (event.target).closest("[data-corner]");
    const corner = handle instanceof HTMLElement ? Number(handle.dataset.corner) : -1;
    let index = selected;
    // The selected one first: it may lie under another.
    if (corner < 0 && !(selected >= 0 && outlines[selected] && contains(outlines[selected], point))) {
      index = outlines.findIndex((outline) => contains(outline, point));
      onSelect(index);
    }
    drag.current = {
      from: point,
      corner,
      index,
      before: index < 0 ? null : outlines[index],
      all: now.current,
      selected,
    };
  };
  /** @param {PointerEvent} event */
  const move = (event) => {
    if (fingers.current.size === 2 && fingers.current.has(event.pointerId))
      pinch(event.pointerId, [event.clientX, event.clientY]);
    const held = drag.current;
    if (!held) return;
    const [x, y] = at(event);
    const [dx, dy] = [x - held.from[0], y - held.from[1]];
    if (held.before && held.corner >= 0) {
      const [cx, cy] = held.before[held.corner];
      put(held.index, withCorner(now.current[held.index], held.corner, cx + dx, cy + dy));
    } else if (held.before) {
      put(held.index, movedBy(held.before, dx, dy));
    } else if (Math.min(Math.abs(dx), Math.abs(dy)) > TAP) {
      const drawn = box(held.from, [x, y]);
      if (held.index >= 0) put(held.index, drawn);
      else if (now.current.length < MOST) {
        held.index = now.current.length;
        change([...now.current, drawn]);
        onSelect(held.index);
      }
    }
  };
  /** @param {PointerEvent} event */
  const up = (event) => {
    fingers.current.delete(event.pointerId);
    drag.current = null;
  };
  /** @param {KeyboardEvent} event @param {number} index @param {number} [corner] */
  const key = (event, index, corner) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? KEY_STRIDE : KEY_STEP;
    /** @type {Record<string, Corner>} */
    const ways = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    const way = ways[event.key];
    if (way) {
      const outline = now.current[index];
      if (corner === undefined) put(index, movedBy(outline, way[0], way[1]));
      else put(index, withCorner(outline, corner, outline[corner][0] + way[0], outline[corner][1] + way[1]));
    } else if (event.key === "Delete" || event.key === "Backspace") onRemove();
    else return;
    event.preventDefault();
  };
  return { down, move, up, key };
}

/**
 * The photograph with its outlines. A press on one selects it; the selected one has corners, and moves as a whole. A
 * press where none is draws a new one. Two fingers, or the buttons, make the picture larger.
 * @param {Props} props
 */
export function Drawing(props) {
  const { photo, outlines, selected, onSelect } = props;
  const view = useZoomedFrame();
  const { down, move, up, key } = useOutlineHandlers(view, props);
  const { frame, zoomBy } = view;
  const chosen = outlines[selected];
  return html`<div class="paper-window"><div
    class="paper-frame"
    ref=${frame}
    onPointerDown=${down}
    onPointerMove=${move}
    onPointerUp=${up}
    onPointerCancel=${up}
  >
    <img src=${photoUrl(photo)} width=${photo.width} height=${photo.height} alt=${photo.description || t("wall.photo.none")} draggable=${false} />
    <svg viewBox="0 0 1 1" preserveAspectRatio="none">
      ${outlines.map(
        (outline, i) => html`<polygon
          key=${i}
          class=${i === selected ? "selected" : ""}
          points=${outline.map((corner) => corner.join(",")).join(" ")}
          role="button"
          tabindex="0"
          aria-label=${t("photos.paper.outline", { number: i + 1, n: outlines.length })}
          aria-pressed=${i === selected}
          onFocus=${() => onSelect(i)}
          onKeyDown=${(/** @type {KeyboardEvent} */ event) => key(event, i)}
        />`,
      )}
    </svg>
    ${chosen?.map(
      ([x, y], corner) => html`<button
          type="button"
          key=${corner}
          class="paper-corner"
          data-corner=${corner}
          style=${`left: ${x * 100}%; top: ${y * 100}%`}
          aria-label=${t("photos.paper.corner", { number: corner + 1 })}
          onKeyDown=${(/** @type {KeyboardEvent} */ event) => key(event, selected, corner)}
        ></button>`,
    )}
  </div></div>
  <div class="row">
    <button type="button" class="button quiet small" onClick=${() => zoomBy(STEP)}>
      <${Icon} name="zoom-in" /> ${t("wall.plane.zoom_in")}
    </button>
    <button type="button" class="button quiet small" onClick=${() => zoomBy(1 / STEP)}>
      <${Icon} name="zoom-out" /> ${t("wall.plane.zoom_out")}
    </button>
  </div>`;
}
