// @ts-check
// Dates in the reader's own time zone and language: the server stores moments only.
import { language } from "./words.js";

/** With European digits in all languages: they are the ones of the scales, the clock and the codes. */
const LOCALE = language === "en" ? "en-GB" : `${language}-u-nu-latn`;

/**
 * A day and a time in words, such as "Thursday 3 December, 14:00". The year is given unless it is the current one.
 * @param {number} at  UTC milliseconds.
 */
export function formatDateTime(at) {
  const date = new Date(at);
  /** @type {Intl.DateTimeFormatOptions} */
  const day = { weekday: "long", day: "numeric", month: "long" };
  if (date.getFullYear() !== new Date().getFullYear()) day.year = "numeric";
  return `${date.toLocaleDateString(LOCALE, day)}, ${formatTime(at)}`;
}

/**
 * The time of a moment, such as "14:00".
 * @param {number} at  UTC milliseconds.
 */
export function formatTime(at) {
  return new Date(at).toLocaleTimeString(LOCALE, { hour: "2-digit", minute: "2-digit" });
}

/**
 * A day given as YYYY-MM-DD, in words, such as "Thursday 3 December". It is the same in every time zone.
 * @param {string} text
 */
export function formatDay(text) {
  const [year, month, number] = text.split("-").map(Number);
  const date = new Date(year, month - 1, number);
  return date.toLocaleDateString(LOCALE, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: year === new Date().getFullYear() ? undefined : "numeric",
  });
}

/**
 * The day of a moment, such as "3 December 2026".
 * @param {number} at  UTC milliseconds.
 */
export function formatDate(at) {
  return new Date(at).toLocaleDateString(LOCALE, { day: "numeric", month: "long", year: "numeric" });
}

/** Fills in every <time data-at> of the page, after the text in data-before. */
export function fillInTimes() {
  for (const element of /** @type {NodeListOf<HTMLTimeElement>} */ (document.querySelectorAll("time[data-at]"))) {
    const at = Number(element.dataset.at);
    element.dateTime = new Date(at).toISOString();
    element.textContent = (element.dataset.before || "") + formatDateTime(at);
    element.hidden = false;
  }
}
