// @ts-check
// The language of the words of a note: for screen readers, for what reads notes out, and for translating them.
import { computed } from "../../../vendor/preact.js";
import { one } from "../../core/records.js";
import { language } from "../../ui/words.js";

/** @typedef {CommandArgs["note.translate"]["lang"]} NoteLanguage */

/** The languages in which a note or a translation can be said to be. @type {NoteLanguage[]} */
export const NOTE_LANGUAGES = ["ar", "ckb", "cy", "de", "en", "pl", "ro", "uk", "ur"];
const RIGHT_TO_LEFT = ["ar", "ckb", "ur"];

/** That of what everybody sees together. A note is drawn again only when it changes, not when the meeting does. */
const meetingLanguage = computed(() => one("meeting")?.language || "");

/** The language of a note: the one that it says, else that of the meeting. @param {{lang?: string}} note */
export const languageOf = (note) => note.lang || meetingLanguage.value;

/** The translations of a note by hand. @param {{translations?: Partial<Record<string, string>>}} note */
export const translationsOf = (note) =>
  /** @type {[NoteLanguage, string][]} */ (Object.entries(note.translations || {}));

/** The attributes of an element with words in this language. @param {string} [code] */
export const wordsIn = (code) => ({
  lang: code || undefined,
  dir: code && RIGHT_TO_LEFT.includes(code) ? "rtl" : "auto",
});

/** The attributes of an element with the words of a note. @param {{lang?: string}} note */
export const wordsOfNote = (note) => ({ ...wordsIn(note.lang), lang: languageOf(note) || undefined });

/**
 * The language in which somebody at this screen may want to say that a note is: that of the screen, where it is not the
 * meeting's. There are few words in a screen's language that we do not know, so that is none.
 * @returns {NoteLanguage | undefined}
 */
export function ownLanguage() {
  const code = /** @type {NoteLanguage} */ (language);
  return meetingLanguage.value && code !== meetingLanguage.value && NOTE_LANGUAGES.includes(code) ? code : undefined;
}

/** @type {Intl.DisplayNames | undefined} */
let names;

/** The name of a language in the language of the page, such as "Polish". @param {string} code */
export function languageName(code) {
  // Browsers before 2021 do not have it.
  if (!names && Intl.DisplayNames) names = new Intl.DisplayNames([language], { type: "language" });
  return names?.of(code) || code;
}
