// @ts-check
// The texts of the page. They come from live_cop/words/; none are written in the scripts. The live pages have them from a
// script that browsers keep, which runs before this one; the others have them in a block of the page.
import { readJsonBlock } from "../core/page-data.js";

/** @type {Record<string, string | undefined>} */
const words = /** @type {any} */ (globalThis).pageWords || readJsonBlock("words");
/** Whether the script with the words has come. Without them a page would show their keys. */
export const hasWords = Object.keys(words).length > 0;

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
