// @ts-check
// What a meeting has from the start (its parts, their questions, the places on the wall), and the names of small groups
// and of people who give none are stored in English, whatever its language. Each screen shows these texts in its own
// language, until somebody changes them, and gives them back as they are stored.
import { hasText, t } from "../ui/words.js";

/** Each text as it is stored, and as this screen shows it: none on an English page. @type {[string, string][]} */
const texts = Object.entries(/** @type {any} */ (globalThis).pageTexts || {});
const shownAs = new Map(texts);
const storedAs = new Map(texts.map(([stored, shown]) => [shown, stored]));

/** The fields that may hold such a text, of a kind of record and of the commands about it. @type {Object<string, string[]>} */
const FIELDS = texts.length
  ? {
      kept_out: ["called"],
      log: ["detail"],
      meeting: ["recording", "words"],
      offer: ["name"],
      on_now: ["question"],
      person: ["marker"],
      prompt: ["text"],
      question: ["text"],
      scale: ["question", "low_label", "high_label"],
      section: ["title", "prompt", "line"],
      snapshot: ["title"],
      step: ["name", "who"],
      team: ["title"],
      zone: ["title", "prompt"],
    }
  : {};
/** A name that nobody has chosen, as this screen shows it. @param {string} text */
function shownName(text) {
  const [, chair, guest] = /^Guest( chair)? (\d+)$/.exec(text) || [];
  if (guest) return t(chair ? "marker.guest_chair" : "marker.guest", { n: guest });
  const [, n, time] = /^Group (\d+)(?: \((\d+)\))?$/.exec(text) || [];
  if (n) return t(time ? "team.named_again" : "team.named", { n, time });
  // Such as "Amber Fox".
  const [colour, animal, more] = text.toLowerCase().split(" ");
  return (
    !more &&
    hasText(`marker.colour.${colour}`) &&
    hasText(`marker.animal.${animal}`) &&
    t("marker.pair", { colour: t(`marker.colour.${colour}`), animal: t(`marker.animal.${animal}`) })
  );
}

/**
 * A record or the fields of a command, with other texts in some fields.
 * @param {string} kind @param {Record<string, any>} record @param {(text: string) => string | false | undefined} textFor
 */
function withTexts(kind, record, textFor) {
  const fields = FIELDS[kind];
  if (!fields) return record;
  const copy = { ...record };
  const changed = (/** @type {string} */ text) => (text && textFor(text)) || text;
  for (const field of fields)
    copy[field] = Array.isArray(copy[field]) ? copy[field].map(changed) : changed(copy[field]);
  return copy;
}

/**
 * A record as this screen shows it.
 * @param {string} kind @param {Record<string, any>} record
 */
export const inOwnLanguage = (kind, record) =>
  withTexts(kind, record, (text) => {
    const shown = shownAs.get(text) || shownName(text);
    if (shown) storedAs.set(shown, text);
    return shown;
  });

/**
 * The fields of a command as they are stored: a text that this screen only shows in its own language is no change.
 * @param {string} name @param {object} args
 */
export const asStored = (name, args) => withTexts(name.split(".")[0], args, (text) => storedAs.get(text));
