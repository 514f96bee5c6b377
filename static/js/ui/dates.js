// @ts-check
// Dates in the reader's language, in their own time zone or in another one that is given: the server stores moments only.
import { listed } from "./lists.js";
import { language } from "./words.js";

/** With 24 hours and European digits in all languages: they are those of reports, of the clock and of the codes. */
const OWN = language === "en" ? "en-GB" : `${language}-u-hc-h23-nu-latn`;
let found = "";
/**
 * Whose dates these are. Chromium has none in Welsh and in Kurdish: they are written as British ones, with the names of
 * their own. Asked with the first date: Chromium looks through all its languages to find one, which takes a phone long.
 */
const locale = () => (found ||= Intl.DateTimeFormat.supportedLocalesOf([OWN])[0] || "en-GB");
/** @type {Object<string, string>} */
const names = /** @type {any} */ (globalThis).pageDates || {};

/** @param {Date} date @param {Intl.DateTimeFormatOptions} options */
function inWords(date, options) {
  const text = date.toLocaleDateString(locale(), options);
  return found === "en-GB" ? text.replace(/[A-Z][a-z]+/g, (name) => names[name] || name) : text;
}

/**
 * A day in words. The year is given unless it is the current one.
 * @param {Date} date @param {string} [zone]
 */
const dayInWords = (date, zone) =>
  inWords(date, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: date.getFullYear() === new Date().getFullYear() ? undefined : "numeric",
    timeZone: zone || undefined,
  });

/**
 * A day and a time in words, such as "Thursday 3 December, 14:00".
 * @param {number} at  UTC milliseconds.
 * @param {string} [zone]  A name of the IANA database.
 */
export function formatDateTime(at, zone) {
  return listed([dayInWords(new Date(at), zone), formatTime(at, zone)]);
}

/**
 * The time of a moment, such as "14:00".
 * @param {number} at  UTC milliseconds.
 * @param {string} [zone]
 */
export function formatTime(at, zone) {
  return new Date(at).toLocaleTimeString(locale(), {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone || undefined,
  });
}

/**
 * A day given as YYYY-MM-DD, in words, such as "Thursday 3 December". It is the same in every time zone.
 * @param {string} text
 */
export function formatDay(text) {
  const [year, month, number] = text.split("-").map(Number);
  return dayInWords(new Date(year, month - 1, number));
}

/**
 * The day of a moment, such as "3 December 2026".
 * @param {number} at  UTC milliseconds.
 */
export function formatDate(at) {
  return inWords(new Date(at), { day: "numeric", month: "long", year: "numeric" });
}
