// @ts-check
// The paper one writes on: it looks like the note that it will be, and grows with its words.
import { html, useEffect, useLayoutEffect, useRef } from "../../../vendor/preact.js";
import { t } from "../../ui/words.js";
import { MAX_NOTE_LENGTH } from "../queries.js";

/** From so many characters before the limit, a count shows. */
const NEAR = 80;

/**
 * @param {{color: string, text: string, label: string, onText: (text: string) => void | false, rows?: number, focus?: boolean | number,
 *   id?: string, placeholder?: string, waiting?: boolean, still?: boolean, onSubmit?: () => void}} props  `onText`: false where
 *   the words stay as they were; `focus`: whether it takes the cursor at once, and where; `waiting`: its words are on their
 *   way; `still`: nothing more is written here.
 */
export function NoteEditor({ color, text, label, onText, rows = 1, focus, id, placeholder, waiting, still, onSubmit }) {
  const box = useRef(/** @type {any} */ (null));
  /** @param {any} event */
  const typed = (event) => {
    if (onText(event.target.value) === false) event.target.value = text;
  };
  useLayoutEffect(() => {
    // As high as its words, up to a third of the screen; it scrolls after that.
    const area = box.current;
    // What an empty box says needs room like words, and only words are measured.
    if (!text) area.value = placeholder || "";
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight + 2, window.innerHeight / 3)}px`;
    if (!text) area.value = "";
  }, [text, placeholder]);
  useEffect(() => {
    if (focus === undefined || focus === false) return;
    const at = focus === true ? text.length : focus;
    box.current.focus({ preventScroll: true });
    box.current.setSelectionRange(at, at);
  }, []);
  return html`<div class=${`paper ${color} ${waiting ? "is-waiting" : ""} ${still ? "is-still" : ""}`}>
    <textarea
      ref=${box}
      id=${id}
      rows=${rows}
      dir="auto"
      value=${text}
      readonly=${still}
      placeholder=${placeholder}
      aria-label=${label}
      onInput=${typed}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) =>
        onSubmit && event.key === "Enter" && (event.ctrlKey || event.metaKey) && onSubmit()}
    ></textarea>
  </div>`;
}

/** As many characters as a person would count. @param {string} text */
export const textLength = (text) => Array.from(text.trim()).length;

/** How many characters are left, once it matters. @param {{text: string}} props */
export function CharactersLeft({ text }) {
  const left = MAX_NOTE_LENGTH - textLength(text);
  if (left > NEAR) return null;
  return html`<p class=${left < 0 ? "error" : "soft small-text"} role="status">
    ${left < 0 ? t("wall.composer.over", { n: -left }) : t("wall.composer.left", { n: left })}
  </p>`;
}
