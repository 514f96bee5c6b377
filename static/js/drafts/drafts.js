// @ts-check
// Drafts: unfinished notes, next steps and suggestions, kept by this tab with every key.
import { signal } from "../../vendor/preact.js";
import { dropWords, tabStorage } from "./tab-storage.js";

/**
 * The zone whose field has just been given text back.
 * @type {import("../../vendor/preact.js").Signal<{zone: string} | null>}
 */
export const returnedText = signal(null);

/** The name under which a draft is kept. @param {string} about  A zone, or "edit." and a note. */
export const draftName = (about) => `draft.${about}`;

/** @param {string} about */
export const draftOf = (about) => tabStorage.getItem(draftName(about)) || "";

/** @param {string} about @param {string} text */
export function keepDraft(about, text) {
  if (text) tabStorage.setItem(draftName(about), text);
  else tabStorage.removeItem(draftName(about));
}

/**
 * The draft without the text that is being sent: other text may have been added after it meanwhile.
 * @param {string} about @param {string} words
 */
export function draftBeside(about, words) {
  const draft = draftOf(about);
  if (draft === words) return "";
  return draft.startsWith(`${words}\n`) ? draft.slice(words.length + 1) : draft;
}

/** Deletes all drafts of this meeting on this device. */
export const dropDrafts = () => dropWords(draftName(""));

/** Joins texts, each on its own line. @param {string[]} texts */
export const joinLines = (...texts) => texts.filter(Boolean).join("\n");

/** Puts text back into the field of a zone, after what is already there. @param {string} zone @param {string} text */
export function returnText(zone, text) {
  keepDraft(zone, joinLines(draftOf(zone), text));
  returnedText.value = { zone };
}
