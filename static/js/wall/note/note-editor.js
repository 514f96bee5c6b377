// @ts-check
// The text field for a note: it looks like the note that it will become, and grows with its text.
import { html, useEffect, useLayoutEffect, useRef } from "../../../vendor/preact.js";
import { t } from "../../ui/words.js";
import { MAX_NOTE_LENGTH } from "../queries.js";

/** The count of characters left shows from here on. */
const NEAR_LIMIT = 80;

/**
 * @param {{color: string, text: string, label: string, onText: (text: string) => void | false, rows?: number, focus?:
 *   boolean | number, id?: string, placeholder?: string, waiting?: boolean, still?: boolean, onSubmit?: () => void}}
 *   props  `onText`: returns false if the text must stay as it was; `focus`: whether it takes the focus at once, and
 *   the position of the caret; `waiting`: the text is being sent; `still`: the field is read-only.
 */
export function NoteEditor({ color, text, label, onText, rows = 1, focus, id, placeholder, waiting, still, onSubmit }) {
  const box = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  /** @param {Event & {target: HTMLTextAreaElement}} event */
  const typed = (event) => {
    if (onText(event.target.value) === false) event.target.value = text;
  };
  useLayoutEffect(() => {
    // As high as its text, up to a third of the screen; beyond that it scrolls.
    const area = /** @type {HTMLTextAreaElement} */ (box.current);
    // The placeholder needs space too, but only text can be measured.
    if (!text) area.value = placeholder || "";
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight + 2, window.innerHeight / 3)}px`;
    if (!text) area.value = "";
  }, [text, placeholder]);
  useEffect(() => {
    if (focus === undefined || focus === false) return;
    const at = focus === true ? text.length : focus;
    box.current?.focus({ preventScroll: true });
    box.current?.setSelectionRange(at, at);
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

/** The number of characters as a person would count them. @param {string} text */
export const textLength = (text) => Array.from(text.trim()).length;

/** How many characters are left, once it matters. @param {{text: string}} props */
export function CharactersLeft({ text }) {
  const left = MAX_NOTE_LENGTH - textLength(text);
  if (left > NEAR_LIMIT) return null;
  return html`<p class=${left < 0 ? "error" : "soft small-text"} role="status">
    ${left < 0 ? t("wall.composer.over", { n: -left }) : t("wall.composer.left", { n: left })}
  </p>`;
}
