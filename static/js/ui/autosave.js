// @ts-check
// A field that saves itself a moment after the last key, and says so. Several people may write in it at once.
import { html, useEffect, useId, useLayoutEffect, useRef, useState } from "../../vendor/preact.js";
import { status } from "../core/connection.js";
import { send } from "../core/outbox.js";
import { page } from "../core/page-data.js";
import { createTextSync } from "./text-sync.js";
import { t } from "./words.js";

/**
 * @param {{label: string, value: string, name: string, args: any, field: string, rows?: number, limit: number, hint?: string, needed?: boolean, type?: string,
 *   onFocus?: (field: {id: string, add: (words: string) => void}) => void}} props
 *   `name`, `args`, `field`: the command that saves it, and its field for this text. `onFocus`: somebody comes to write here;
 *   `add` puts words after those that there are.
 */
export function Autosave({ label, value, name, args, field, rows = 1, limit, hint, needed, type = "text", onFocus }) {
  const id = useId();
  const [, draw] = useState(0);
  const area = useRef(/** @type {any} */ (null));
  const caret = useRef(/** @type {ReturnType<typeof caretOf>} */ (null));
  const key = `text.${page.code}.${JSON.stringify([name, args, field])}`;
  const [{ draft, boxes }] = useState(() =>
    textOf(key, { value, give: (text, was) => send(name, { ...args, [field]: text, was: { [field]: was } }), needed }),
  );
  useLayoutEffect(() => {
    const changed = () => {
      caret.current = caretOf(area.current);
      draw((n) => n + 1);
    };
    boxes.add(changed);
    draft.resume();
    return () => boxes.delete(changed);
  }, []);
  useLayoutEffect(() => draft.follow(value), [value]);
  useEffect(() => {
    const flush = () => draft.flush();
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      flush();
      const pen = caretOf(area.current);
      if (pen) queueMicrotask(() => takeAlong(key, pen));
    };
  }, []);
  useLayoutEffect(() => {
    // Grows with its words, up to half of the screen. In a dialog that is not open yet it has no height to go by.
    const element = area.current;
    if (!element) return;
    if (caret.current) putBack(element, caret.current);
    caret.current = null;
    if (rows < 2) return;
    element.style.height = "auto";
    if (element.scrollHeight) element.style.height = `${Math.min(element.scrollHeight + 4, window.innerHeight / 2)}px`;
  }, [draft.text]);

  const input = (/** @type {Event & {target: HTMLInputElement}} */ event) => draft.type(event.target.value);
  const add = (/** @type {string} */ words) =>
    draft.type(draft.text.trim() ? `${draft.text.trimEnd()}\n${words}` : words);
  const more = {
    id,
    "data-text": key,
    class: "input",
    dir: "auto",
    maxlength: limit,
    value: draft.text,
    onInput: input,
    onFocus: onFocus && (() => onFocus({ id, add })),
    onBlur: draft.flush,
    "aria-describedby": hint ? `${id}-hint` : undefined,
  };
  return html`<div class="field autosave">
    <div class="row apart">
      <label class="label" for=${id}>${label}</label>
      <span class=${`small-text ${draft.refused ? "error" : "soft"}`} role="status">${saying(draft)}</span>
    </div>
    ${
      rows > 1
        ? html`<textarea ref=${area} rows=${rows} ...${more}></textarea>`
        : html`<input type=${type} ref=${area} ...${more} />`
    }
    ${hint && html`<span class="hint" id=${`${id}-hint`}>${hint}</span>`}
  </div>`;
}

/**
 * The text of each field, and what draws the boxes that it stands in. When a box moves to another place of the screen, the new
 * one goes on with what was typed and sent in the old one; as two texts of two people they would be put together.
 * @type {Map<string, {draft: ReturnType<typeof createTextSync>, boxes: Set<() => void>}>}
 */
const texts = new Map();

/** @param {string} key @param {Omit<Parameters<typeof createTextSync>[0], "key" | "changed">} options */
function textOf(key, options) {
  const there = texts.get(key);
  if (there) return there;
  /** @type {Set<() => void>} */
  const boxes = new Set();
  const made = { draft: createTextSync({ ...options, key, changed: () => boxes.forEach((draw) => draw()) }), boxes };
  texts.set(key, made);
  return made;
}

/** @param {ReturnType<typeof createTextSync>} draft */
function saying(draft) {
  if (draft.refused) return draft.refused;
  if (!draft.dirty) return draft.text ? t("common.saved") : "";
  return t(status.value === "live" ? "common.saving" : "common.not_saved_yet");
}

/** Where somebody is writing in this field, if they are. @param {any} element */
function caretOf(element) {
  if (!element || document.activeElement !== element) return null;
  return { text: element.value, from: element.selectionStart, to: element.selectionEnd };
}

/**
 * A box went while somebody wrote in it. Where the same text stands in another place now, the pen goes along: nobody stops
 * typing to look for it.
 * @param {string} key
 * @param {{from: number, to: number}} pen
 */
function takeAlong(key, { from, to }) {
  const boxes = /** @type {NodeListOf<HTMLTextAreaElement>} */ (document.querySelectorAll("[data-text]"));
  const there = Array.from(boxes).find((box) => box.dataset.text === key);
  if (!there || document.activeElement !== document.body) return;
  there.focus();
  there.setSelectionRange(from, to);
}

/**
 * Words came in from somebody else: the pen stays at the words where it was.
 * @param {any} element
 * @param {{text: string, from: number, to: number}} before
 */
function putBack(element, { text, from, to }) {
  const now = element.value;
  if (now === text || document.activeElement !== element) return;
  let same = 0;
  while (same < text.length && text[same] === now[same]) same += 1;
  const at = (/** @type {number} */ place) =>
    place <= same ? place : Math.max(same, place + now.length - text.length);
  element.setSelectionRange(at(from), at(to));
}
