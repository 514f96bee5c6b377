// @ts-check
// What is half written, kept on this device with every key, so that a reload or an empty battery takes nothing away.
import { signal } from "../../vendor/preact.js";
import { page } from "../core/page-data.js";

/** The zone whose box got words back from elsewhere. @type {import("../../vendor/preact.js").Signal<{zone: string} | null>} */
export const returnedText = signal(null);

/** @param {string} about  A zone, or "edit." and a note. */
const place = (about) => `draft.${page.code}.${page.as}.${about}`;

/** Where the device keeps nothing (a private window), as long as the page is there. @type {Map<string, string>} */
const memory = new Map();

/** @param {string} about */
export function draftOf(about) {
  try {
    return localStorage.getItem(place(about)) || memory.get(about) || "";
  } catch {
    return memory.get(about) || "";
  }
}

/** @param {string} about @param {string} text */
export function keepDraft(about, text) {
  memory.delete(about);
  try {
    if (text) localStorage.setItem(place(about), text);
    else localStorage.removeItem(place(about));
  } catch {
    if (text) memory.set(about, text);
  }
}

/**
 * What the draft has beside these words: while they are on their way, others may be put back behind them.
 * @param {string} about @param {string} words
 */
export function draftBeside(about, words) {
  const draft = draftOf(about);
  if (draft === words) return "";
  return draft.startsWith(`${words}\n`) ? draft.slice(words.length + 1) : draft;
}

/**
 * What was typed into words, at one place; nothing where words were changed.
 * @param {string} before @param {string} after
 */
export function typedInto(before, after) {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  const rest = before.slice(start);
  return after.endsWith(rest) ? after.slice(start, after.length - rest.length) : "";
}

/** Lets go of all that is half written in this meeting on this device. */
export function dropDrafts() {
  memory.clear();
  try {
    const all = Array.from({ length: localStorage.length }, (_, n) => localStorage.key(n) || "");
    all.filter((key) => key.startsWith(place(""))).forEach((key) => localStorage.removeItem(key));
  } catch {
    // Nothing is kept on this device.
  }
}

/** Words below words. @param {string[]} words */
export const joinLines = (...words) => words.filter(Boolean).join("\n");

/** Puts words back into the box of a zone, after whatever stands there. @param {string} zone @param {string} text */
export function returnText(zone, text) {
  keepDraft(zone, joinLines(draftOf(zone), text));
  returnedText.value = { zone };
}
