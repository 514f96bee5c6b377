// @ts-check
// A text on its way to the server. It knows three versions: what is typed here, what it grew from, and what the server has.
// What is typed stays on the device until the server has it; one sending is on its way at a time. Each says what it grew
// from, so that the server can put it together with what somebody else wrote meanwhile; that comes into the box as soon as
// nobody types in it.

const AFTER_MS = 900;

/** @param {string} text  As the server keeps it: without blanks around. */
const bare = (text) => text.replace(/\r\n?/g, "\n").normalize("NFC").trim();

/**
 * @param {{
 *   key: string,
 *   value: string,
 *   give: (text: string, was: string) => Promise<{ok: boolean, error?: {code: string, message: string}}>,
 *   changed: () => void,
 *   needed?: boolean,
 *   storage?: Storage,
 * }} options  `key`: where it is kept on the device. `value`: what the server has. `give`: sends it, with what it grew
 *   from. `changed`: told when something is to be drawn again. `needed`: an empty text is not sent.
 */
export function createTextSync({ key, value, give, changed, needed, storage }) {
  const shelf = storage || safely(() => window.localStorage);
  const kept = safely(() => JSON.parse(shelf?.getItem(key) || "null"));
  let theirs = value;
  // What was on its way when the page went is in the outbox, and comes before what is typed now.
  let base = kept ? (typeof kept.sent === "string" ? kept.sent : kept.base) : value;
  let timer = 0;
  /** What is on its way. @type {string | null} */
  let sent = null;
  /** Whether somebody has left the text while an older one was on its way. */
  let left = false;
  const draft = {
    text: kept ? kept.text : value,
    /** Whether the words here are newer than the server's. */
    dirty: Boolean(kept),
    /** Why the server said no. */
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
    soon();
    changed();
  }

  /** The server has this now. @param {string} words */
  function follow(words) {
    theirs = words;
    if (!draft.dirty) takeOver();
  }

  /** The box shows what the server has. */
  function takeOver() {
    if (draft.dirty || same(theirs, draft.text)) return;
    draft.text = base = theirs;
    changed();
  }

  /** A box shows this text: what is left from before, or was refused, is offered again. */
  function resume() {
    if (draft.dirty) soon();
  }

  /** Somebody leaves the text: what is there is sent now rather than in a moment. */
  function flush() {
    left = sent !== null;
    if (timer) save();
  }

  /** @param {() => void} [work] */
  function soon(work = save) {
    clearTimeout(timer);
    timer = setTimeout(work, AFTER_MS);
  }

  async function save() {
    clearTimeout(timer);
    timer = 0;
    const words = draft.text;
    if (sent !== null || !draft.dirty || (needed && !words.trim())) return;
    sent = words;
    left = false;
    keep();
    const answer = await give(words, base);
    sent = null;
    if (answer.ok) base = words;
    if (draft.text !== words) {
      keep();
      if (left) save();
      else soon();
    } else if (answer.ok) {
      draft.dirty = false;
      drop();
      // What came of both writers follows, unless it is here already.
      soon(takeOver);
    } else {
      keep();
      draft.refused = answer.error ? answer.error.message : "";
    }
    changed();
  }

  function keep() {
    safely(() => shelf?.setItem(key, JSON.stringify({ text: draft.text, base, sent })));
  }

  function drop() {
    safely(() => shelf?.removeItem(key));
  }

  return draft;
}

/** @param {string} one @param {string | null} other */
function same(one, other) {
  return typeof other === "string" && bare(one) === bare(other);
}

/** A browser may forbid its storage: then the words are in the field alone. @param {() => any} work */
function safely(work) {
  try {
    return work();
  } catch {
    return null;
  }
}
