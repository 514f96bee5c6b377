// @ts-check
// Lists in one line. Apart from words.js, since not every page has the words for it.
import { t } from "./words.js";

/**
 * These in one line, with the commas of the language.
 * @param {string[]} items
 */
export const listed = (items) => items.reduce((line, item) => (line ? t("common.listed", { line, item }) : item), "");
