// @ts-check
// The wall as a plane: zones side by side that can be panned and zoomed, with the notes where they were put. Dragging
// works with mouse, pen and finger; keys and buttons can do all of it too. It is made of lists in reading order.
import { html, useEffect, useLayoutEffect, useRef } from "../../../vendor/preact.js";
import { cardOf } from "../../photos/photo-card.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { heldNote, unconfirmedMoves } from "../moves.js";
import { NoteDialog } from "../note/note-dialog.js";
import { TranslateAllButton } from "../note/translations.js";
import { groupsOf, notesOf, openNote, unsentNotesOf } from "../queries.js";
import { boundsOf, useCamera } from "./camera.js";
import { useDrag } from "./drag.js";
import { layoutZones, rectOf } from "./layout.js";
import { heldOverCell, MoveBar } from "./move-bar.js";
import { INSET, noteAt, ZoneOnPlane } from "./zone-on-plane.js";

/** The view does not zoom out further than this without being asked to. */
const READABLE = 0.72;

const PAN_STEP = 90;
/** @type {Record<string, [number, number]>} */
const PAN_KEYS = {
  ArrowLeft: [PAN_STEP, 0],
  ArrowRight: [-PAN_STEP, 0],
  ArrowUp: [0, PAN_STEP],
  ArrowDown: [0, -PAN_STEP],
};

const ZOOM_STEP = 1.3;

/** @typedef {import("./camera.js").Camera} Camera */
/** @typedef {import("./camera.js").ElementRef} ElementRef */
/** @typedef {import("./layout.js").Box} Box */

/**
 * @param {{zones: ZoneRecord[], focus?: ZoneRecord[], whole?: boolean, across?: number, onZone?: (zone: ZoneRecord) =>
 *   void, nameLabel?: (zone: ZoneRecord) => string, said?: string}} props  `focus`: the zones to show first; `whole`:
 *   show all of them; `across`: the number of zones in a row; `onZone`: what the button of a zone does, and `nameLabel`
 *   what it says; `said`: the zone whose state another place of the page says.
 */
export function Plane({ zones, focus, whole, across, onZone, nameLabel, said }) {
  const frame = useRef(/** @type {HTMLElement} */ (/** @type {unknown} */ (null)));
  const plane = useRef(/** @type {HTMLElement} */ (/** @type {unknown} */ (null)));
  const target = useRef(/** @type {HTMLElement} */ (/** @type {unknown} */ (null)));
  const live = useRef({ boxes: /** @type {Box[]} */ ([]) });
  const camera = useCamera(frame, plane, live);
  const boxes = layout(zones, across);
  const before = live.current.boxes;
  live.current.boxes = boxes;
  const over = heldOverCell(boxes);
  const all = boxes.length ? boundsOf(boxes) : { left: 0, top: 0, width: 1, height: 1 };

  const wanted = whole ? [] : (focus || []).map((zone) => zone.id);
  useLayoutEffect(() => {
    // Another section: show its zones, unless a note is being moved or is open.
    if (before.length && (!wanted.length || openNote.peek() || heldNote.peek())) return;
    const those = boxes.filter((box) => wanted.indexOf(box.zone.id) >= 0);
    if (those.length) camera.fit(readablePart(camera, those), { least: READABLE, glide: before.length > 0 });
    else if (boxes.length) camera.fit(all);
  }, [wanted.join(), boxes.length > 0]);
  useLayoutEffect(() => keepView(camera, frame, before, boxes), [boxes.map((box) => `${box.left} ${box.top}`).join()]);
  // Buttons may just have been drawn for the first time.
  useLayoutEffect(() => camera.enlarge());
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => camera.pan(0, 0));
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  useWheel(frame, camera);
  const handlers = useDrag(frame, camera, live, target);

  const show = (/** @type {import("./camera.js").Rect | null} */ rect) => rect && camera.show(rect);
  const focused = (/** @type {Event & {target: HTMLElement}} */ event) => {
    const id = noteAt(event.target);
    if (id && event.target.matches(":focus-visible")) show(rectOf(live.current.boxes, id));
  };
  return html`<div class="plane-frame">
    <div
      class="plane-view"
      ref=${frame}
      tabindex="0"
      role="group"
      aria-label=${t("wall.plane.label")}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.target === frame.current && moveByKey(event, camera, all)}
      onFocusIn=${focused}
      ...${handlers}
    >
      <div class="plane" ref=${plane} data-far="no">
        ${boxes.map(
          (box) => html`<${ZoneOnPlane}
            key=${box.zone.id}
            box=${box}
            over=${over}
            onZone=${onZone}
            name=${nameLabel?.(box.zone)}
            isSaid=${box.zone.id === said}
          />`,
        )}
        ${
          over &&
          html`<div class="plane-target" style=${`left: ${over.left + INSET}px; top: ${over.top + INSET}px`}></div>`
        }
        <div class="plane-target" ref=${target} hidden></div>
      </div>
    </div>
    <${OpenNote} camera=${camera} frame=${frame} boxes=${boxes} />
    ${
      heldNote.value
        ? html`<${MoveBar}
          boxes=${boxes}
          onMoved=${() => requestAnimationFrame(() => show(heldOverCell(live.current.boxes)))}
        />`
        : html`<${PlaneTools} zones=${zones} camera=${camera} all=${all} />`
    }
  </div>`;
}

/** @param {{zones: ZoneRecord[], camera: Camera, all: import("./camera.js").Rect}} props  `all`: where the zones are. */
function PlaneTools({ zones, camera, all }) {
  return html`<div class="plane-tools">
    <${TranslateAllButton} notes=${zones.flatMap((zone) => notesOf(zone.id))} />
    <button type="button" class="button quiet small" onClick=${() => camera.zoomBy(ZOOM_STEP, undefined, true)}>
      <${Icon} name="zoom-in" /> ${t("wall.plane.zoom_in")}
    </button>
    <button type="button" class="button quiet small" onClick=${() => camera.zoomBy(1 / ZOOM_STEP, undefined, true)}>
      <${Icon} name="zoom-out" /> ${t("wall.plane.zoom_out")}
    </button>
    <button type="button" class="button quiet small" onClick=${() => camera.fit(all, { glide: true })}>
      <${Icon} name="maximize-2" /> ${t("wall.plane.fit")}
    </button>
  </div>`;
}

/** @param {KeyboardEvent} event @param {Camera} camera @param {import("./camera.js").Rect} all  Where the zones are. */
function moveByKey(event, camera, all) {
  if (PAN_KEYS[event.key]) camera.pan(...PAN_KEYS[event.key]);
  else if (event.key === "+" || event.key === "=") camera.zoomBy(ZOOM_STEP);
  else if (event.key === "-") camera.zoomBy(1 / ZOOM_STEP);
  else if (event.key === "0") camera.fit(all, { glide: true });
  else return;
  event.preventDefault();
}

/**
 * The rectangle of these zones, from the first one on if they cannot all be read together.
 * @param {Camera} camera
 * @param {Box[]} boxes
 */
function readablePart(camera, boxes) {
  const all = boundsOf(boxes);
  if (camera.scaleFor(all) >= READABLE) return all;
  const { left, top } = boxes[0];
  return { left, top, width: all.left + all.width - left, height: all.top + all.height - top };
}

/**
 * The zones with their contents, including notes that this person has just moved.
 * @param {ZoneRecord[]} zones
 * @param {number} [across]
 */
function layout(zones, across) {
  const moved = unconfirmedMoves.value;
  /** @returns {import("./layout.js").PlacedNote} */
  const withMove = (/** @type {NoteRecord} */ note) =>
    moved[note.id] ? { ...note, ...moved[note.id], placed: true } : note;
  const changed = Object.keys(moved).length > 0;
  const notes = changed ? zones.flatMap((zone) => notesOf(zone.id)).map(withMove) : [];
  return layoutZones(
    zones.map((zone) => {
      const inZone = changed ? notes.filter((note) => note.zone === zone.id) : notesOf(zone.id);
      const groups = changed
        ? groupsOf(zone.id).map(({ group }) => ({ group, notes: inZone.filter((note) => note.group === group.id) }))
        : groupsOf(zone.id);
      return { zone, single: inZone.filter((note) => !note.group), groups, waiting: unsentNotesOf(zone.id) };
    }),
    across,
  );
}

/**
 * When zones grow, others move; this keeps the zone in the middle of the view where it is.
 * @param {Camera} camera @param {ElementRef} frame @param {Box[]} before @param {Box[]} boxes
 */
function keepView(camera, frame, before, boxes) {
  if (!before.length || before === boxes) return;
  const { clientWidth, clientHeight } = frame.current;
  const x = (clientWidth / 2 - camera.x) / camera.zoom;
  const y = (clientHeight / 2 - camera.y) / camera.zoom;
  const distance = (/** @type {Box} */ box) =>
    Math.hypot(Math.max(box.left - x, 0, x - box.left - box.width), Math.max(box.top - y, 0, y - box.top - box.height));
  const old = before.slice().sort((a, b) => distance(a) - distance(b))[0];
  const now = boxes.find((box) => box.zone.id === old.zone.id);
  if (now && (now.left !== old.left || now.top !== old.top))
    camera.pan((old.left - now.left) * camera.zoom, (old.top - now.top) * camera.zoom);
}

/**
 * The wheel pans; with Ctrl, or two fingers on a touch pad, it zooms.
 * @param {ElementRef} frame
 * @param {Camera} camera
 */
function useWheel(frame, camera) {
  useEffect(() => {
    const element = frame.current;
    const wheel = (/** @type {WheelEvent} */ event) => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      if (event.ctrlKey || event.metaKey)
        camera.zoomBy(Math.exp(-event.deltaY / 300), { x: event.clientX - box.left, y: event.clientY - box.top });
      else camera.pan(event.shiftKey ? -event.deltaY : -event.deltaX, event.shiftKey ? 0 : -event.deltaY);
    };
    element.addEventListener("wheel", wheel, { passive: false });
    return () => element.removeEventListener("wheel", wheel);
  }, []);
}

/**
 * The open note, in front of the plane at its own place, always at full size.
 * @param {{camera: Camera, frame: ElementRef, boxes: Box[]}} props
 */
function OpenNote({ camera, frame, boxes }) {
  const open = openNote.value && openNote.value.where === "plane" ? openNote.value.id : "";
  const card = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => {
    const rect = open ? rectOf(boxes, open) : null;
    if (!rect || !card.current) return;
    const { left, top, width } = camera.inFrame(rect);
    const { clientWidth, clientHeight } = frame.current;
    const { offsetWidth, offsetHeight } = card.current;
    const within = (/** @type {number} */ at, /** @type {number} */ size, /** @type {number} */ room) =>
      Math.max(8, Math.min(at, room - size - 8));
    card.current.style.left = `${within(left + (width - offsetWidth) / 2, offsetWidth, clientWidth)}px`;
    card.current.style.top = `${within(top - 12, offsetHeight, clientHeight)}px`;
  }, [open]);
  if (!open || !cardOf(open)) return null;
  const move = () => {
    const box = boxes.find((each) => each.zone.id === cardOf(open)?.zone);
    openNote.value = null;
    if (!box) return;
    const { row, column } = box.spots.get(open) || { row: 0, column: 0 };
    heldNote.value = { note: open, zone: box.zone.id, row, column };
  };
  return html`<div class="plane-card" ref=${card} key=${open}><${NoteDialog} id=${open} onMove=${move} /></div>`;
}
