// @ts-check
// The text field for a note: it looks like the note that it will become, and grows with its text.
import { html, useEffect, useLayoutEffect, useRef } from "../../../vendor/preact.js";
import { isComposingKey } from "../../ui/composition.js";
import { Status } from "../../ui/status.js";
import { fitHeight, TextBox } from "../../ui/text-box.js";
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
  useLayoutEffect(() => {
    if (box.current) fitHeight(box.current, 1 / 3);
  }, [text, placeholder]);
  useEffect(() => {
    if (focus === undefined || focus === false) return;
    const at = focus === true ? text.length : focus;
    box.current?.focus({ preventScroll: true });
    box.current?.setSelectionRange(at, at);
  }, []);
  return html`<div class=${`paper ${color} ${waiting ? "is-waiting" : ""} ${still ? "is-still" : ""}`}>
    <${TextBox}
      box=${box}
      id=${id}
      rows=${rows}
      dir="auto"
      value=${text}
      readonly=${still}
      placeholder=${placeholder}
      aria-label=${label}
      onText=${onText}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) =>
        onSubmit && event.key === "Enter" && (event.ctrlKey || event.metaKey) && !isComposingKey(event) && onSubmit()}
    />
  </div>`;
}

/** The number of characters as a person would count them. @param {string} text */
export const textLength = (text) => Array.from(text.trim()).length;

/** How many characters are left, once it matters. @param {{text: string}} props */
export function CharactersLeft({ text }) {
  const left = MAX_NOTE_LENGTH - textLength(text);
  if (left > NEAR_LIMIT) return null;
  return html`<${Status} says="both" class=${left < 0 ? "error" : "soft small-text"}>
    ${left < 0 ? t("wall.composer.over", { n: -left }) : t("wall.composer.left", { n: left })}
  </>`;
}
