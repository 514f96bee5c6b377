// @ts-check
// A field that saves itself shortly after the last key, and says so. Several people can write in it at once.
import { html, useEffect, useId, useLayoutEffect, useRef, useState } from "../../vendor/preact.js";
import { status } from "../core/connection.js";
import { putAside, send } from "../core/outbox.js";
import { page } from "../core/page-data.js";
import { tabStorage, useShownWords } from "../drafts/tab-storage.js";
import { announce } from "./announce.js";
import { fitHeight, TextBox } from "./text-box.js";
import { createTextSync } from "./text-sync.js";
import { tooLong } from "./too-long.js";
import { t } from "./words.js";

/**
 * @template {CommandName} N
 * @param {{label: string, value: string, name: N, args: Partial<CommandArgs[N]>, field: keyof CommandArgs[N] & string,
 *   rows?: number, limit: number, hint?: string, needed?: boolean, type?: string, onFocus?: (field: {id: string, add:
 *   (words: string) => void}) => void}} props `name`, `args`, `field`: the command that saves it, and its field for
 *   this text. `onFocus`: called when somebody starts to write here; `add` appends text.
 */
export function Autosave({ label, value, name, args, field, rows = 1, limit, hint, needed, type = "text", onFocus }) {
  const id = useId();
  const [, draw] = useState(0);
  const area = useRef(/** @type {HTMLTextAreaElement | HTMLInputElement | null} */ (null));
  const key = `text.${page.code}.${JSON.stringify([name, args, field])}`;
  /** @param {string} text @param {string} was */
  const save = async (text, was) => {
    const over = tooLong(text, limit);
    if (over) return { ok: false, error: { code: "too_long", message: over } };
    const command = /** @type {CommandArgs[N]} */ ({ ...args, [field]: text, was: { [field]: was } });
    const answer = await send(name, command);
    if (answer.ok || boxes.size) return answer;
    // No box shows the refused text any more, so it becomes a notice (unless it is one already).
    if (tabStorage.getItem(key) !== null) putAside(name, command, answer.error);
    return { ok: true };
  };
  const [{ draft, boxes }] = useState(() =>
    textOf(key, {
      value,
      save: (text, was) => save(text, was),
      needed,
    }),
  );
  useLayoutEffect(() => {
    const changed = () => draw((n) => n + 1);
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
      const position = caretOf(area.current);
      if (position) queueMicrotask(() => moveFocus(key, position));
    };
  }, []);
  // After that: what is being saved is left behind only if its thing is gone.
  useShownWords(key);
  useLayoutEffect(() => {
    if (area.current && rows > 1) fitHeight(area.current, 1 / 2);
  }, [draft.text]);

  // That it is saved is said on the page; it is heard only if it is not.
  useEffect(() => {
    if (draft.refused) announce(saveState(draft), { urgent: true });
  }, [draft.refused]);

  const add = (/** @type {string} */ words) =>
    draft.type(draft.text.trim() ? `${draft.text.trimEnd()}\n${words}` : words);
  const attributes = {
    id,
    "data-text": key,
    class: "input",
    dir: "auto",
    limit,
    value: draft.text,
    onText: draft.type,
    box: area,
    onFocus: onFocus && (() => onFocus({ id, add })),
    onBlur: draft.flush,
    "aria-describedby": hint ? `${id}-hint` : undefined,
  };
  return html`<div class="field autosave">
    <div class="row apart">
      <label class="label" for=${id}>${label}</label>
      <span class=${`small-text ${draft.refused ? "error" : "soft"}`}>${saveState(draft)}</span>
    </div>
    <${TextBox} rows=${rows > 1 ? rows : undefined} type=${rows > 1 ? undefined : type} ...${attributes} />
    ${hint && html`<span class="hint" id=${`${id}-hint`}>${hint}</span>`}
  </div>`;
}

/**
 * The text of each field, and the callbacks that redraw the boxes that show it. When a box moves to another place on
 * the screen, the new one continues with the text of the old one; otherwise the server would merge them as the texts of
 * two people.
 * @type {Map<string, {draft: ReturnType<typeof createTextSync>, boxes: Set<() => void>}>}
 */
const texts = new Map();

/** @param {string} key @param {Omit<Parameters<typeof createTextSync>[0], "key" | "changed" | "storage">} options */
function textOf(key, options) {
  const existing = texts.get(key);
  if (existing) return existing;
  /** @type {Set<() => void>} */
  const boxes = new Set();
  const created = {
    draft: createTextSync({ ...options, key, storage: tabStorage, changed: () => boxes.forEach((draw) => draw()) }),
    boxes,
  };
  texts.set(key, created);
  return created;
}

/** @param {ReturnType<typeof createTextSync>} draft */
function saveState(draft) {
  if (draft.refused) return draft.refused;
  if (!draft.dirty) return draft.text ? t("common.saved") : "";
  return t(status.value === "live" ? "common.saving" : "common.not_saved_yet");
}

/**
 * The selection of a field, if it has the focus.
 * @param {HTMLTextAreaElement | HTMLInputElement | null} element
 */
function caretOf(element) {
  if (!element || document.activeElement !== element) return null;
  return { from: element.selectionStart || 0, to: element.selectionEnd || 0 };
}

/**
 * A box was removed while somebody wrote in it. If the same text is now in another place, the focus moves there, so
 * that nobody has to stop typing.
 * @param {string} key
 * @param {{from: number, to: number}} position
 */
function moveFocus(key, { from, to }) {
  const boxes = /** @type {NodeListOf<HTMLTextAreaElement>} */ (document.querySelectorAll("[data-text]"));
  const box = Array.from(boxes).find((each) => each.dataset.text === key);
  if (!box || document.activeElement !== document.body) return;
  box.focus();
  box.setSelectionRange(from, to);
}
