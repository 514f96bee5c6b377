// @ts-check
// Texts in one line, with the punctuation of the language. Apart from words.js, since not every page has the words for it.
import { t } from "./words.js";

/**
 * These in one line, with the commas of the language.
 * @param {string[]} items
 */
export const listed = (items) => items.reduce((line, item) => (line ? t("common.listed", { line, item }) : item), "");

/**
 * The same for items that have commas themselves.
 * @param {string[]} items
 */
export const listedApart = (items) =>
  items.reduce((line, item) => (line ? t("common.listed_apart", { line, item }) : item), "");

/**
 * What something is called, and what is said of it.
 * @param {string} label @param {string} words
 */
export const labelled = (label, words) => t("common.labelled", { label, words });
