// @ts-check
// Moves a note without dragging: with arrow keys or buttons. Enter places it, Escape leaves it where it was.
import { html, useEffect, useRef } from "../../../vendor/preact.js";
import { Icon } from "../../ui/icon.js";
import { showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import { heldNote, placeNote } from "../moves.js";
import { CELL_SIZE, cellAt, freeCellNear, notesInCell } from "./layout.js";

/** @type {Record<string, [number, number]>} */
const STEPS = { ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowRight: [1, 0] };
/** Written out: a page has the icons that its modules name. @type {Record<string, string>} */
const ICONS = { left: "arrow-left", up: "arrow-up", down: "arrow-down", right: "arrow-right" };

/** The cell that a note is held over, on the plane. @param {import("./layout.js").Box[]} boxes */
export function heldOverCell(boxes) {
  const held = heldNote.value;
  const box = held && boxes.find((each) => each.zone.id === held.zone);
  if (!held || !box) return null;
  const left = held.column * CELL_SIZE.width;
  return {
    box,
    left: box.left + left,
    top: box.top + box.head + held.row * CELL_SIZE.height,
    width: CELL_SIZE.width,
    height: CELL_SIZE.height,
  };
}

/** @param {{boxes: import("./layout.js").Box[], onMoved: () => void}} props */
export function MoveBar({ boxes, onMoved }) {
  const first = useRef(/** @type {HTMLElement | null} */ (null));
  const held = heldNote.value;
  useEffect(() => {
    first.current?.focus({ preventScroll: true });
    showToast(t("wall.plane.moving"));
  }, []);
  /** @param {string} key */
  const step = (key) => {
    const over = heldOverCell(boxes);
    if (!over || !held) return;
    const [dx, dy] = STEPS[key];
    const x = over.left + CELL_SIZE.width * (0.5 + dx);
    const y = over.top + CELL_SIZE.height * (0.5 + dy);
    const same = { column: held.column + dx, row: held.row + dy };
    const inside = same.column >= 0 && same.row >= 0 && same.column < over.box.cells && same.row < over.box.cells;
    // Beyond the edge of a zone is the next one.
    const next = inside ? null : cellAt(boxes, x + dx * CELL_SIZE.width * 0.6, y + dy * CELL_SIZE.height * 0.9);
    const to = inside ? { box: over.box, ...same } : next;
    if (!to || (!inside && to.box === over.box)) return;
    heldNote.value = { note: held.note, zone: to.box.zone.id, row: to.row, column: to.column };
    showToast(t("wall.plane.at", { zone: to.box.zone.title, row: to.row + 1, column: to.column + 1 }));
    onMoved();
  };
  const place = () => {
    const over = heldOverCell(boxes);
    if (over && held) {
      const cell = freeCellNear(over.box, held.column, held.row, held.note);
      placeNote(held.note, { zone: held.zone, ...notesInCell(over.box, cell), group: null });
      showToast(t("wall.plane.put_down"));
    }
    end();
  };
  const end = () => {
    const id = held ? held.note : "";
    heldNote.value = null;
    requestAnimationFrame(() => {
      const note = /** @type {HTMLElement | null} */ (document.querySelector(`.plane [data-note="${id}"] button`));
      note?.focus({ preventScroll: true });
    });
  };
  const cancel = () => {
    showToast(t("wall.plane.stays"));
    end();
  };
  const keys = (/** @type {KeyboardEvent} */ event) => {
    if (STEPS[event.key]) step(event.key);
    else if (event.key === "Escape") cancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div class="move-bar" role="toolbar" aria-label=${t("wall.plane.move_label")} onKeyDown=${keys}>
    <div class="move-arrows">
      ${Object.keys(STEPS).map((key) => {
        const way = key.slice(5).toLowerCase();
        return html`<button key=${key} type="button" class="button quiet small" onClick=${() => step(key)}>
          <${Icon} name=${ICONS[way]} />
          <span class="unseen">${t(`wall.plane.${way}`)}</span>
        </button>`;
      })}
    </div>
    <button type="button" class="button small" ref=${first} onClick=${place}>
      <${Icon} name="check" /> ${t("wall.plane.put")}
    </button>
    <button type="button" class="button quiet small" onClick=${cancel}>${t("wall.plane.leave")}</button>
  </div>`;
}
