// @ts-check
// A text on its way to the server. It knows three versions: what is typed here, what was last sent, and what the server
// has. What is typed stays on the device until the server has it; one sending is on its way at a time. When somebody
// else writes the same text meanwhile, nothing is sent over their words: the person chooses.

const AFTER_MS = 900;

/** @param {string} text  As the server keeps it: without blanks around. */
const bare = (text) => text.replace(/\r\n?/g, "\n").normalize("NFC").trim();

/**
 * @param {{
 *   key: string,
 *   value: string,
 *   give: (text: string) => Promise<{ok: boolean, error?: {code: string, message: string}}>,
 *   changed: () => void,
 *   needed?: boolean,
 *   storage?: Storage,
 * }} options  `key`: where it is kept on the device. `value`: what the server has. `give`: sends it. `changed`: told when
 *   something is to be drawn again. `needed`: an empty text is not sent.
 */
export function createDraft({ key, value, give, changed, needed, storage }) {
  const shelf = storage || safely(() => window.localStorage);
  const kept = safely(() => JSON.parse((shelf && shelf.getItem(key)) || "null"));
  let theirs = value;
  let sent = kept ? kept.sent : null;
  let timer = 0;
  let sending = false;
  const draft = {
    text: kept ? kept.text : value,
    /** Whether the words here are newer than the server's. */
    dirty: Boolean(kept),
    /** What somebody else wrote at the same time. @type {string | null} */
    other: kept && !same(value, kept.base) && !same(value, kept.text) && !same(value, kept.sent) ? value : null,
    /** Why the server said no. */
    refused: "",
    type,
    follow,
    choose,
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
    if (words === theirs) return;
    theirs = words;
    if (!draft.dirty) {
      if (!same(words, draft.text)) draft.text = words;
    } else if (!same(words, sent) && !same(words, draft.text)) draft.other = words;
    else keep();
    changed();
  }

  /** After two wrote at once. @param {"mine" | "theirs" | "both"} which */
  function choose(which) {
    const other = draft.other || "";
    draft.other = null;
    if (which === "theirs") {
      draft.text = other;
      draft.dirty = false;
      drop();
      changed();
    } else type(which === "both" ? `${other}\n${draft.text}` : draft.text);
  }

  /** Sends what is there now rather than in a moment. */
  function flush() {
    if (timer) save();
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(save, AFTER_MS);
  }

  async function save() {
    clearTimeout(timer);
    timer = 0;
    const words = draft.text;
    if (sending || !draft.dirty || draft.other !== null || (needed && !words.trim())) return;
    sending = true;
    sent = words;
    keep();
    const answer = await give(words);
    sending = false;
    if (draft.text !== words) soon();
    else if (answer.ok) {
      draft.dirty = false;
      drop();
    } else draft.refused = answer.error ? answer.error.message : "";
    changed();
  }

  function keep() {
    safely(() => shelf && shelf.setItem(key, JSON.stringify({ text: draft.text, base: theirs, sent })));
  }

  function drop() {
    safely(() => shelf && shelf.removeItem(key));
  }

  if (draft.dirty) soon();
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
  } catch (error) {
    return null;
  }
}
