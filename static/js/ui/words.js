// @ts-check
// The texts of the page. They come from live_cop/words/ and are sent with the page; none are written in the scripts.
import { readJsonBlock } from "../core/page-data.js";

/** @type {Record<string, string | undefined>} */
const words = readJsonBlock("words");

/** Adds the texts of a part of the page that is loaded later. @param {Record<string, string>} more */
export const addWords = (more) => Object.assign(words, more);

/**
 * The text for a key, with its {placeholders} filled in; n chooses between a key with .none (if there is one), .one and
 * .other.
 * @param {string} key
 * @param {Record<string, string | number | undefined>} [params]
 * @returns {string}
 */
export function t(key, params = {}) {
  let text = words[key];
  if (text === undefined && params.n === 0) text = words[`${key}.none`];
  if (text === undefined && params.n !== undefined) text = words[`${key}.${params.n === 1 ? "one" : "other"}`];
  if (text === undefined) {
    // A test compares the keys with the catalogue. If one is missing all the same, a key is better than a dead page.
    console.error(`no words for ${key}`);
    return key;
  }
  return text.replace(/\{(\w+)\}/g, (whole, name) => (params[name] === undefined ? whole : String(params[name])));
}
