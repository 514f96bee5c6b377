// @ts-check
// The box for text that all views use. Its value is set here and nowhere else, and never while a composition is open in
// it: what should be shown then waits for the end of the composition, and keeps what was composed meanwhile.
import { html, useLayoutEffect, useRef, useState } from "../../vendor/preact.js";
import { isComposing } from "./composition.js";
import { Status } from "./status.js";
import { editBetween, mergeEdits } from "./text-edits.js";
import { tooLong } from "./too-long.js";

/** @typedef {import("./composition.js").Box} Box */
/** Kinds of boxes that have no caret that a script can read. */
const WITHOUT_CARET = ["number", "date", "datetime-local", "email"];
/** Addresses are written from the left in all languages. */
const LEFT_TO_RIGHT = ["url", "email"];

/**
 * @param {{value: string, onText: (text: string) => unknown, rows?: number, box?: {current: any}, limit?: number} &
 *   Record<string, any>} props  `value`: the text that it shows. `onText`: called with the text after each change;
 *   returns false if the text must stay as it was. `rows`: it has several lines. `box`: where its element is kept.
 *   `limit`: the most characters; nothing is cut, but a longer text says how many are too many, and its form is not
 *   sent. All else are attributes of the element.
 */
export function TextBox({ value, onText, rows, box, limit, ...attributes }) {
  const own = useRef(/** @type {Box | null} */ (null));
  const element = box || own;
  const text = rows ? value : value.replace(/\n+/g, " ");
  const latest = useRef({ text, onText });
  latest.current = { text, onText };
  const [shown] = useState(() => createShown(element, latest));
  useLayoutEffect(shown.update);
  const over = limit ? tooLong(text, limit) : "";
  useLayoutEffect(() => element.current?.setCustomValidity(over), [over]);
  const invalid = over ? { "aria-invalid": "true" } : {};
  const isAddress = LEFT_TO_RIGHT.includes(attributes.type) || LEFT_TO_RIGHT.includes(attributes.inputmode);
  const dir = isAddress ? { dir: "ltr" } : {};
  // By this a style sheet can tell an empty box: see fields.css.
  const empty = attributes.dir === "auto" && !isAddress ? { placeholder: attributes.placeholder || " " } : {};
  const all = {
    ...attributes,
    ...dir,
    ...empty,
    ...invalid,
    ref: element,
    onInput: shown.typed,
    oncompositionend: shown.composed,
  };
  const field = rows ? html`<textarea rows=${rows} ...${all}></textarea>` : html`<input type="text" ...${all} />`;
  return limit ? html`${field}<${Status} as="span" class="error small-text" hidden=${!over}>${over}</>` : field;
}

/**
 * Keeps what the element shows and what the view wants it to show together.
 * @param {{current: Box | null}} element
 * @param {{current: {text: string, onText: (text: string) => unknown}}} latest
 */
function createShown(element, latest) {
  /** The text on which the view and this box agree. */
  let agreed = "";
  /** During a composition: the text in the box when the view wanted another one, and that one. */
  let waiting = /** @type {{from: string, to: string} | null} */ (null);

  function update() {
    const box = element.current;
    if (!box) return;
    const { text } = latest.current;
    if (isComposing(box)) {
      if (text !== agreed) waiting = { from: box.value, to: text };
    } else {
      waiting = null;
      if (box.value !== text) setValue(box, text);
    }
    agreed = text;
  }

  function typed() {
    const box = /** @type {Box} */ (element.current);
    agreed = waiting ? mergeEdits(waiting.from, waiting.to, box.value) : box.value;
    if (latest.current.onText(agreed) === false) update();
  }

  /** Later, because the browser still has to place the caret, and another composition may begin at once. */
  const composed = () => void setTimeout(update);

  return { update, typed, composed };
}

/** Changes the text of a box; the caret stays at the words where it was. @param {Box} box @param {string} text */
function setValue(box, text) {
  const before = box.value;
  const hasCaret = document.activeElement === box && !WITHOUT_CARET.includes(box.type);
  const [from, to] = [box.selectionStart || 0, box.selectionEnd || 0];
  box.value = text;
  if (!hasCaret) return;
  const edit = editBetween(before, text);
  // All around it may be gone: what was typed into a note that has been sent begins the next one.
  const inside = text ? before.indexOf(text) : -1;
  const at = (/** @type {number} */ place) => {
    if (inside >= 0) return Math.max(0, place - inside);
    return place <= edit.from ? place : Math.max(edit.from, place + text.length - before.length);
  };
  box.setSelectionRange(at(from), at(to));
}

/**
 * Makes a box as high as its text, or as its placeholder while it is empty. In a dialog that is not open yet it cannot
 * be measured.
 * @param {Box} box @param {number} most  Its greatest height, as a part of the screen; beyond that it scrolls.
 */
export function fitHeight(box, most) {
  // Only text can be measured.
  const isEmpty = !box.value && Boolean(box.placeholder) && !isComposing(box);
  if (isEmpty) box.value = box.placeholder;
  box.style.height = "auto";
  if (box.scrollHeight) box.style.height = `${Math.min(box.scrollHeight + 2, window.innerHeight * most)}px`;
  if (isEmpty) box.value = "";
}
