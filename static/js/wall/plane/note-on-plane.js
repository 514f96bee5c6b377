// @ts-check
// A note on the plane: a paper of one size, its words in letters that fit. It is one button; touching it opens it.
import { html, useLayoutEffect, useRef, useState } from "../../../vendor/preact.js";
import { now } from "../../core/clock.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { hasMarks, NoteMarks, Signature } from "../note/note-marks.js";
import { excerpt, openNote } from "../queries.js";
import { selectOnClick, selectOnKey } from "../selection.js";

const GLIDE_MS = 220;
const FRESH_MS = 4000;
/** Up to so many characters a note is written large, and up to so many in the usual size. */
const SHORT = 34;
const USUAL = 96;

/** @param {string} text */
const sizeOf = (text) => (text.length <= SHORT ? "large" : text.length <= USUAL ? "usual" : "small");

/**
 * @param {{note: NoteRecord, left?: number, top?: number, mine: boolean, may: boolean, change?: import("../queries.js").UnsentChange, lifted?: boolean, picked?: boolean, stop: boolean}} props
 *   `left`, `top`: where it lies in its zone; left out inside a group. `stop`: whether the Tab key stops here.
 */
export function NoteOnPlane({ note, left, top, mine, may, change, lifted, picked, stop }) {
  const paper = useRef(/** @type {any} */ (null));
  const [fresh] = useState(() => now() - note.at < FRESH_MS);
  useGlide(paper, left, top);
  const text = change?.text ?? note.text;
  return html`<li
    ref=${paper}
    class=${`note note-on-plane ${change?.color || note.color} ${mine ? "is-mine" : ""} ${may ? "movable" : ""} ${change ? "is-waiting" : ""} ${lifted ? "lifted" : ""} ${fresh ? "fresh" : ""} ${note.signed || mine || change ? "has-foot" : ""} ${hasMarks(note) ? "has-marks" : ""} ${picked ? "is-picked" : ""} ${note.alone || note.held ? "is-hidden" : ""}`}
    data-note=${note.id}
    data-size=${sizeOf(text)}
    style=${left === undefined ? "" : `left: ${left}px; top: ${top}px`}
  >
    <button
      type="button"
      class="note-on-plane-face"
      tabindex=${stop ? 0 : -1}
      aria-pressed=${picked}
      aria-label=${t(
        picked !== undefined ? "wall.select.note" : may ? "wall.note.change_label" : "wall.note.read_label",
        { text: excerpt(text) },
      )}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => selectOnKey(note, event)}
      onClick=${(/** @type {Event & {target: HTMLInputElement}} */ event) => {
        if (!selectOnClick(note, event)) openNote.value = { id: note.id, where: "plane" };
      }}
    >
      <span class="note-text" dir="auto">${text}</span>
    </button>
    <${Signature} name=${note.signed} />
    <${NoteMarks} note=${note} />
    ${change && html`<span class="note-on-plane-waiting"><${Icon} name="hourglass" /> ${t("wall.note.waiting")}</span>`}
    ${
      mine &&
      !change &&
      html`<span class="note-on-plane-mine">
        ${t(note.alone ? "wall.note.only_you" : note.held ? "wall.note.held" : "wall.note.yours")}
      </span>`
    }
  </li>`;
}

/** A note whose place has changed goes there in one small movement, from wherever it was let go. @param {any} paper @param {number} [left] @param {number} [top] */
function useGlide(paper, left, top) {
  const last = useRef(/** @type {{left?: number, top?: number}} */ ({}));
  useLayoutEffect(() => {
    const element = paper.current;
    const before = last.current;
    last.current = { left, top };
    const [x, y] = (element.style.translate || "0 0").split(" ").map(parseFloat);
    element.style.translate = "";
    if (left === undefined || top === undefined || before.left === undefined || before.top === undefined) return;
    const dx = before.left + x - left;
    const dy = before.top + (y || 0) - top;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if ((dx || dy) && !calm && element.animate)
      element.animate([{ translate: `${dx}px ${dy}px` }, { translate: "0 0" }], {
        duration: GLIDE_MS,
        easing: "cubic-bezier(0.2, 0.8, 0.3, 1)",
      });
  }, [left, top]);
}
