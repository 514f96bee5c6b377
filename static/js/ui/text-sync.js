// @ts-check
// Keeps a text in sync with the server. It knows three versions: the typed text, the base that it was edited from, and
// the text of the server. What is typed stays on the device until the server has it; one save runs at a time. Each save
// names its base, so that the server can merge it with what somebody else wrote meanwhile; the result appears in the
// field as soon as nobody types in it. Where the browser forbids storage, the text is only in the field.
import { safely } from "../core/storage.js";

/** A text is saved this long after the last key. */
const DELAY_MS = 900;

/** A text as the server stores it: without white space around it. @param {string} text */
const normalised = (text) => text.replace(/\r\n?/g, "\n").normalize("NFC").trim();

/**
 * @param {{
 *   key: string,
 *   value: string,
 *   save: (text: string, was: string) => Promise<import("../core/queue.js").Answer>,
 *   changed: () => void,
 *   needed?: boolean,
 *   storage: Pick<Storage, "getItem" | "setItem" | "removeItem">,
 * }} options  `key`: where it is stored on the device. `value`: the text of the server. `save`: sends it with its base.
 *   `changed`: called when the field must be redrawn. `needed`: an empty text is not sent.
 */
export function createTextSync({ key, value, save, changed, needed, storage }) {
  /** @type {{text: string, base: string, sent: string | null} | null} */
  const stored = safely(() => JSON.parse(storage.getItem(key) || "null"));
  let serverText = value;
  // A save that was running when the page closed is in the outbox, and is sent before what is typed now.
  let base = stored ? (typeof stored.sent === "string" ? stored.sent : stored.base) : value;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** The text that is being saved. @type {string | null} */
  let sent = null;
  /** Whether the focus left the field while an older text was being saved. */
  let left = false;
  const draft = {
    text: stored ? stored.text : value,
    /** Whether the text here is newer than the server's. */
    dirty: Boolean(stored),
    /** Why the server refused it. */
    refused: "",
    type,
    follow,
    resume,
    flush,
  };

  /** @param {string} words */
  function type(words) {
    draft.text = words;
    draft.dirty = true;
    draft.refused = "";
    keep();
    schedule();
    changed();
  }

  /** The server has this text now. @param {string} words */
  function follow(words) {
    serverText = words;
    if (!draft.dirty) showServerText();
  }

  function showServerText() {
    if (draft.dirty || isSame(serverText, draft.text)) return;
    draft.text = serverText;
    base = serverText;
    changed();
  }

  /** A field shows this text: tries again to save what was left over or refused. */
  function resume() {
    if (draft.dirty) schedule();
  }

  /** The focus leaves the field: saves now instead of after the delay. */
  function flush() {
    left = sent !== null;
    if (timer) saveNow();
  }

  /** @param {() => void} [work] */
  function schedule(work = saveNow) {
    clearTimeout(timer);
    timer = setTimeout(work, DELAY_MS);
  }

  async function saveNow() {
    clearTimeout(timer);
    timer = undefined;
    const words = draft.text;
    if (sent !== null || !draft.dirty || (needed && !words.trim())) return;
    sent = words;
    left = false;
    keep();
    const answer = await save(words, base);
    sent = null;
    if (answer.ok) base = words;
    if (draft.text !== words) {
      keep();
      if (left) saveNow();
      else schedule();
    } else if (answer.ok) {
      draft.dirty = false;
      drop();
      // The merged text of both writers follows, unless it is here already.
      schedule(showServerText);
    } else {
      keep();
      draft.refused = answer.error ? answer.error.message : "";
    }
    changed();
  }

  function keep() {
    safely(() => storage.setItem(key, JSON.stringify({ text: draft.text, base, sent })));
  }

  function drop() {
    safely(() => storage.removeItem(key));
  }

  return draft;
}

/** @param {string} one @param {string} other */
const isSame = (one, other) => normalised(one) === normalised(other);
