// @ts-check
// What a meeting has from the start (its parts, their questions, the places on the wall), and the names of small groups
// are stored in English, whatever its language. Each screen shows these texts in its own language, until somebody
// changes them, and gives them back as they are stored.
import { t } from "../ui/words.js";

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

/** @param {string} marker  Such as "Amber Fox". */
function shownMarker(marker) {
  const [first, second, n] = marker.split(" ");
  if (first === "Guest") return n ? t("marker.guest_chair", { n }) : t("marker.guest", { n: second });
  const colour = t(`marker.colour.${first.toLowerCase()}`);
  return t("marker.pair", { colour, animal: t(`marker.animal.${second.toLowerCase()}`) });
}

/** A text as this screen shows it; that of a small group goes by its number. @param {string} text */
function shownText(text) {
  const [, n, time] = /^Group (\d+)(?: \((\d+)\))?$/.exec(text) || [];
  if (!n) return shownAs.get(text);
  const shown = t(time ? "team.named_again" : "team.named", { n, time });
  storedAs.set(shown, text);
  return shown;
}

/**
 * A record or the fields of a command, with other texts in some fields.
 * @param {Record<string, any>} record @param {string[]} fields @param {(text: string) => string | undefined} textFor
 */
function withTexts(record, fields, textFor) {
  const copy = { ...record };
  for (const field of fields) copy[field] = textFor(copy[field]) ?? copy[field];
  return copy;
}

/**
 * A record as this screen shows it.
 * @param {string} kind @param {Record<string, any>} record
 */
export function inOwnLanguage(kind, record) {
  if (isOther && kind === "person") return { ...record, marker: shownMarker(record.marker) };
  return isOther && FIELDS[kind] ? withTexts(record, FIELDS[kind], shownText) : record;
}

/**
 * The fields of a command as they are stored: a text that this screen only shows in its own language is no change.
 * @param {string} name @param {object} args
 */
export function asStored(name, args) {
  const fields = FIELDS[name.split(".")[0]];
  return isOther && fields ? withTexts(args, fields, (text) => storedAs.get(text)) : args;
}
