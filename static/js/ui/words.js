// @ts-check
// The words of the page. They stand in live_cop/words/ and come with the page; none are written in the scripts.
import { readJsonBlock } from "../core/page-data.js";

/** @type {Object<string, string>} */
const words = readJsonBlock("words");

/**
 * The words for a key, with {places} filled in; a key with .one and .other is chosen by n.
 * @param {string} key
 * @param {Object<string, any>} [params]
 * @returns {string}
 */
export function t(key, params = {}) {
  let text = words[key];
  if (text === undefined && params.n !== undefined) text = words[`${key}.${params.n === 1 ? "one" : "other"}`];
  if (text === undefined) {
    // A test holds the keys against the catalogue. Should one slip through, a strange word is better than a dead page.
    console.error(`no words for ${key}`);
    return key;
  }
  return text.replace(/\{(\w+)\}/g, (whole, name) => (params[name] === undefined ? whole : String(params[name])));
}
