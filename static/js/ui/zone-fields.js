// @ts-check
// Times of a zone in forms, and on the pages that the server writes.
import { hereAt, isElsewhere, knownZone, wallClock, whenThere } from "./time-zone.js";
import { t } from "./words.js";

/** The hour where the reader is, in words; "" for one who is not elsewhere. @param {number} at @param {string} zone */
const hereWords = (at, zone) =>
  isElsewhere(at, zone) ? t("common.time.here", { here: hereAt(at, knownZone(zone)) }) : "";

/**
 * A moment in the format of the browser's field for date and time, as the clocks of a zone show it.
 * @param {number | null} at
 * @param {string} zone
 */
export const asField = (at, zone) => (at ? new Date(wallClock(at, knownZone(zone))).toISOString().slice(0, 16) : "");

/**
 * The moment at which the clocks of a zone show what the field says, or NaN.
 * @param {string} text
 * @param {string} zone
 */
export function fromField(text, zone) {
  const wanted = Date.parse(`${text}Z`);
  const known = knownZone(zone);
  // Twice, since the offset may be another one on that day.
  let at = wanted;
  for (let n = 0; n < 2 && at; n++) at -= wallClock(at, known) - wanted;
  return at;
}

/** Fills in every <time data-at> of the page in the zone of data-zone, after the text in data-before. */
export function fillInTimes() {
  for (const element of /** @type {NodeListOf<HTMLTimeElement>} */ (document.querySelectorAll("time[data-at]"))) {
    const at = Number(element.dataset.at);
    element.dateTime = new Date(at).toISOString();
    element.textContent = (element.dataset.before || "") + whenThere(at, element.dataset.zone || "");
    element.hidden = false;
  }
}

/** Fills in every <span data-at> of the page with the hour where the reader is, beside a time that the server wrote. */
export function fillInHere() {
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("span[data-at]"))) {
    // A meeting without a zone has that of its server, which its times name.
    const words = element.dataset.zone ? hereWords(Number(element.dataset.at), element.dataset.zone) : "";
    element.textContent = words;
    element.hidden = !words;
  }
}
