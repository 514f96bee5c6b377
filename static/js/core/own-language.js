// @ts-check
// What a meeting has from the start (its parts, their questions, the places on the wall), and the names of small groups
// and of people who give none are stored in English, whatever its language. Each screen shows these texts in its own
// language, until somebody changes them, and gives them back as they are stored.
import { hasText, t } from "../ui/words.js";

/** Each text as it is stored, and as this screen shows it: none on an English page. @type {[string, string][]} */
const texts = Object.entries(/** @type {any} */ (globalThis).pageTexts || {});
const shownAs = new Map(texts);
const storedAs = new Map(texts.map(([stored, shown]) => [shown, stored]));
const isOther = texts.length > 0;

/** The fields that may hold such a text, of a kind of record and of the commands about it. @type {Object<string, string[]>} */
const FIELDS = {
  log: ["detail"],
  meeting: ["recording", "words"],
  on_now: ["question"],
  prompt: ["text"],
  question: ["text"],
  scale: ["question", "low_label", "high_label"],
  section: ["title", "prompt", "line"],
  snapshot: ["title"],
  team: ["title"],
  zone: ["title", "prompt"],
};
/** The fields with the names of people. @type {Object<string, string[]>} */
const NAMES = {
  kept_out: ["called"],
  log: ["detail"],
  offer: ["name"],
  person: ["marker"],
  step: ["name", "who"],
};

/**
 * Remembers how a text is stored that has no fixed words.
 * @template {string | undefined} T
 * @param {T} shown @param {string} text
 */
function remembered(shown, text) {
  if (shown) storedAs.set(shown, text);
  return shown;
}

/** The name of somebody who gave none, such as "Amber Fox"; undefined for any other. @param {string} name */
function shownName(name) {
  const [, chair, n] = /^Guest( chair)? (\d+)$/.exec(name) || [];
  if (n) return remembered(t(chair ? "marker.guest_chair" : "marker.guest", { n }), name);
  const [colour, animal, ...more] = name.split(" ").map((word) => word.toLowerCase());
  const [first, second] = [`marker.colour.${colour}`, `marker.animal.${animal}`];
  if (more.length || !hasText(first) || !hasText(second)) return undefined;
  return remembered(t("marker.pair", { colour: t(first), animal: t(second) }), name);
}

/** A text as this screen shows it; that of a small group goes by its number. @param {string} text */
function shownText(text) {
  const [, n, time] = /^Group (\d+)(?: \((\d+)\))?$/.exec(text) || [];
  return n ? remembered(t(time ? "team.named_again" : "team.named", { n, time }), text) : shownAs.get(text);
}

/**
 * A record or the fields of a command, with other texts in some fields.
 * @param {Record<string, any>} record @param {string[]} fields @param {(text: string) => string | undefined} textFor
 */
function withTexts(record, fields, textFor) {
  const copy = { ...record };
  const changed = (/** @type {any} */ text) => (typeof text === "string" ? (textFor(text) ?? text) : text);
  for (const field of fields)
    if (field in copy) copy[field] = Array.isArray(copy[field]) ? copy[field].map(changed) : changed(copy[field]);
  return copy;
}

/**
 * A record as this screen shows it.
 * @param {string} kind @param {Record<string, any>} record
 */
export function inOwnLanguage(kind, record) {
  if (!isOther) return record;
  const named = NAMES[kind] ? withTexts(record, NAMES[kind], shownName) : record;
  return FIELDS[kind] ? withTexts(named, FIELDS[kind], shownText) : named;
}

/**
 * The fields of a command as they are stored: a text that this screen only shows in its own language is no change.
 * @param {string} name @param {object} args
 */
export function asStored(name, args) {
  const kind = name.split(".")[0];
  const fields = [...(NAMES[kind] || []), ...(FIELDS[kind] || [])];
  return isOther && fields.length ? withTexts(args, fields, (text) => storedAs.get(text)) : args;
}
