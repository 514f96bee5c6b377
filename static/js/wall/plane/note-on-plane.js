// @ts-check
// A note on the plane: all have the same size, and the font size depends on the length of the text. The note is a
// button that opens it.
import { html, useLayoutEffect, useRef, useState } from "../../../vendor/preact.js";
import { hasJustCome } from "../../core/records.js";
import { nameOf, PhotoImage } from "../../photos/photo-card.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { askState, isOn } from "../note/browser-translator.js";
import { LinkedText } from "../note/linked-text.js";
import { languageOf, translationsOf, wordsOfNote } from "../note/note-language.js";
import { hasMarks, NoteMarks, Signature } from "../note/note-marks.js";
import { BrowserTranslation, mayAsk, Translations } from "../note/translations.js";
import { openNote } from "../queries.js";
import { selectOnClick, selectOnKey } from "../selection.js";

const GLIDE_MS = 220;
/** The most characters in a large font, and in the usual one. */
const MAX_LARGE = 34;
const MAX_USUAL = 96;

/** @param {string} text */
const sizeOf = (text) => (text.length <= MAX_LARGE ? "large" : text.length <= MAX_USUAL ? "usual" : "small");

/**
 * @param {{note: import("../../photos/photo-card.js").Card, left?: number, top?: number, mine: boolean, may: boolean,
 *   hidden?: import("../queries.js").Hidden, change?: import("../queries.js").UnsentChange, lifted?: boolean,
 *   picked?: boolean, stop: boolean}} props  `left`, `top`: its position in the zone; not given inside a group. `stop`:
 *   whether the Tab key stops here.
 */
export function NoteOnPlane({ note, left, top, mine, may, hidden, change, lifted, picked, stop }) {
  const element = useRef(/** @type {HTMLElement | null} */ (null));
  const [fresh] = useState(() => hasJustCome(note.id));
  useGlide(element, left, top);
  const text = change?.text ?? note.text;
  // About as long as the note itself.
  const translation = isOn.value && mayAsk(note, mine) && askState(languageOf(note)) === "ready" ? text : "";
  const classes = [
    "note note-on-plane",
    note.photo ? "is-photo" : change?.color || note.color,
    mine && "is-mine",
    may && "movable",
    change && "is-waiting",
    lifted && "lifted",
    fresh && "fresh",
    (note.signed || mine || change) && "has-foot",
    hasMarks(note) && "has-marks",
    picked && "is-picked",
    hidden && "is-hidden",
  ];
  return html`<li
    ref=${element}
    class=${classes.filter(Boolean).join(" ")}
    data-note=${note.id}
    data-size=${sizeOf([text, translation, ...translationsOf(note).map(([, words]) => words)].join(" "))}
    style=${left === undefined ? "" : `left: ${left}px; top: ${top}px`}
  >
    <button
      type="button"
      class="note-on-plane-face"
      tabindex=${stop ? 0 : -1}
      aria-pressed=${picked}
      aria-label=${t(
        picked !== undefined ? "wall.select.note" : may ? "wall.note.change_label" : "wall.note.read_label",
        { text: nameOf({ ...note, text }) },
      )}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => selectOnKey(note, event)}
      onClick=${(/** @type {MouseEvent} */ event) => {
        if (!selectOnClick(note, event)) openNote.value = { id: note.id, where: "plane" };
      }}
    >
      ${note.photo && html`<${PhotoImage} photo=${note.photo} />`}
      ${text && html`<span class="note-text" ...${wordsOfNote(note)}><${LinkedText} text=${text} plain /></span>`}
      <${Translations} note=${note} />
      <${BrowserTranslation} note=${note} mine=${mine} />
    </button>
    <${Signature} name=${note.signed} />
    <${NoteMarks} note=${note} />
    ${change && html`<span class="note-on-plane-waiting"><${Icon} name="hourglass" /> ${t("wall.note.waiting")}</span>`}
    ${
      mine &&
      !change &&
      html`<span class="note-on-plane-mine">
        ${t(`wall.note.${hidden || "yours"}`)}
      </span>`
    }
  </li>`;
}

/**
 * Animates a note whose position has changed, from where it was dropped.
 * @param {{current: HTMLElement | null}} note
 * @param {number} [left]
 * @param {number} [top]
 */
function useGlide(note, left, top) {
  const last = useRef(/** @type {{left?: number, top?: number}} */ ({}));
  useLayoutEffect(() => {
    const element = /** @type {HTMLElement} */ (note.current);
    const before = last.current;
    last.current = { left, top };
    const [x, y] = (element.style.translate || "0 0").split(" ").map(parseFloat);
    element.style.translate = "";
    if (left === undefined || top === undefined || before.left === undefined || before.top === undefined) return;
    const dx = before.left + x - left;
    const dy = before.top + (y || 0) - top;
    const reducedMotion = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if ((dx || dy) && !reducedMotion && element.animate)
      element.animate([{ translate: `${dx}px ${dy}px` }, { translate: "0 0" }], {
        duration: GLIDE_MS,
        easing: "cubic-bezier(0.2, 0.8, 0.3, 1)",
      });
  }, [left, top]);
}
