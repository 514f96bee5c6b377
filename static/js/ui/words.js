// @ts-check
// The texts of the page. They come from live_cop/words/; none are written in the scripts. The live pages have them from a
// script that browsers keep, which runs before this one; the others have them in a block of the page.
import { readJsonBlock } from "../core/page-data.js";

/** @typedef {{[part: string]: string | Tree}} Tree  Texts under the parts of their keys. */

/** @type {Record<string, string | undefined>} */
const words = {};
flatten(/** @type {any} */ (globalThis).pageWords || readJsonBlock("words"), "");

/**
 * Puts the texts of a tree under their whole keys.
 * @param {Tree} tree @param {string} start
 */
function flatten(tree, start) {
  for (const part of Object.keys(tree)) {
    const text = tree[part];
    if (typeof text === "string") words[start + part] = text;
    else flatten(text, `${start}${part}.`);
  }
}

/** Whether the script with the words has come. Without them a page would show their keys. */
export const hasWords = Object.keys(words).length > 0;

/** Whether there is a text for this key, without plural forms. @param {string} key */
export const hasText = (key) => words[key] !== undefined;

/** The language of the page. */
export const language = document.documentElement.lang || "en";
/** Whether it is written from right to left, so that the page is mirrored. */
export const isRightToLeft = document.documentElement.dir === "rtl";
/** What knows its plural forms, as far as this browser does. */
const plurals = new Intl.PluralRules(language);

/**
 * The plural form of the language for a number; one that stands for something else, such as "about 40", is many.
 * @param {string | number} n
 */
const formOf = (n) => (typeof n === "number" ? plurals.select(n) : "other");

/**
 * A refusal as the server sends it, with its sentence in the language of the page: a page in English has no words for
 * it, since the server's are English.
 * @template {{code: string, message: string, params?: object}} E
 * @param {E} error
 * @returns {E}
 */
export function inOwnWords(error) {
  const key = `refusals.${error.code}`;
  return hasText(key) || hasText(`${key}.other`) ? { ...error, message: t(key, { ...error.params }) } : error;
}

/**
 * The number that decides the words: n, or the only one there is.
 * @param {Record<string, string | number | undefined>} params
 */
function deciding(params) {
  if (params.n !== undefined) return params.n;
  const numbers = Object.values(params).filter((value) => typeof value === "number");
  return numbers.length === 1 ? numbers[0] : undefined;
}

/**
 * The text for a key, with its {placeholders} filled in; a number chooses between a key with .none (if there is one) and
 * those with the plural forms of the language.
 * @param {string} key
 * @param {Record<string, string | number | undefined>} [params]
 * @returns {string}
 */
export function t(key, params = {}) {
  let text = words[key];
  if (text === undefined) {
    const n = deciding(params);
    if (n === 0) text = words[`${key}.none`];
    if (text === undefined && n !== undefined) text = words[`${key}.${formOf(n)}`] || words[`${key}.other`];
  }
  if (text === undefined) {
    // A test compares the keys with the catalogue. If one is missing all the same, a key is better than a dead page.
    console.error(`no words for ${key}`);
    return key;
  }
  return text.replace(/\{(\w+)\}/g, (whole, name) => (params[name] === undefined ? whole : String(params[name])));
}
