// @ts-check
// Drafts: unfinished text, stored on this device with every key, so that a reload or an empty battery loses nothing.
import { signal } from "../../vendor/preact.js";
import { page } from "../core/page-data.js";

/**
 * The zone whose field has just been given text back.
 * @type {import("../../vendor/preact.js").Signal<{zone: string} | null>}
 */
export const returnedText = signal(null);

/** @param {string} about  A zone, or "edit." and a note. */
const storageKey = (about) => `draft.${page.code}.${page.as}.${about}`;

/** Used where the device can store nothing (a private window), until the page is closed. @type {Map<string, string>} */
const memory = new Map();

/** @param {string} about */
export function draftOf(about) {
  try {
    return localStorage.getItem(storageKey(about)) || memory.get(about) || "";
  } catch {
    return memory.get(about) || "";
  }
}

/** @param {string} about @param {string} text */
export function keepDraft(about, text) {
  memory.delete(about);
  try {
    if (text) localStorage.setItem(storageKey(about), text);
    else localStorage.removeItem(storageKey(about));
  } catch {
    if (text) memory.set(about, text);
  }
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

/**
 * What was inserted into a text at one place; "" if the text was changed in another way.
 * @param {string} before @param {string} after
 */
export function typedInto(before, after) {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  const rest = before.slice(start);
  return after.endsWith(rest) ? after.slice(start, after.length - rest.length) : "";
}

/** Deletes all drafts of this meeting on this device. */
export function dropDrafts() {
  memory.clear();
  try {
    const all = Array.from({ length: localStorage.length }, (_, n) => localStorage.key(n) || "");
    for (const key of all.filter((each) => each.startsWith(storageKey("")))) localStorage.removeItem(key);
  } catch {
    // Nothing is stored on this device.
  }
}

/** Joins texts, each on its own line. @param {string[]} texts */
export const joinLines = (...texts) => texts.filter(Boolean).join("\n");

/** Puts text back into the field of a zone, after what is already there. @param {string} zone @param {string} text */
export function returnText(zone, text) {
  keepDraft(zone, joinLines(draftOf(zone), text));
  returnedText.value = { zone };
}
