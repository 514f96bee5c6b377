// @ts-check
// The time zone of a community, beside that of the reader. A zone is a name of the IANA database ("Europe/London"); ""
// is the reader's own.
import { formatDateTime, formatTime } from "./dates.js";
import { t } from "./words.js";

/** The zone of this device. */
export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "";

/**
 * What the clocks of a zone show at a moment, as if that were UTC.
 * @param {number} at  UTC milliseconds.
 * @param {string} zone
 */
export function wallClock(at, zone) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone || undefined,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(at);
  const of = (/** @type {string} */ type) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
}

/** The zone, or "" for one that this browser does not know. @param {string | null | undefined} zone */
export function knownZone(zone) {
  try {
    new Intl.DateTimeFormat("en-GB", { timeZone: zone || undefined });
    return zone || "";
  } catch {
    return "";
  }
}

/** Whether the clocks there show another time than this device. @param {number} at @param {string} zone */
export const isElsewhere = (at, zone) => wallClock(at, knownZone(zone)) !== wallClock(at, "");

/** The short name of the zone at a moment, such as "GMT". @param {number} at @param {string} zone */
export const zoneName = (at, zone) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: knownZone(zone) || undefined, timeZoneName: "short" })
    .formatToParts(at)
    .find((part) => part.type === "timeZoneName")?.value || "UTC";

/**
 * A moment where the community is, with the name of its zone; for a reader elsewhere also where they are.
 * @param {number} at
 * @param {string} zone
 */
export function whenThere(at, zone) {
  const known = knownZone(zone);
  const there = `${formatDateTime(at, known)} (${zoneName(at, known)})`;
  return isElsewhere(at, known) ? t("common.time.both", { there, here: hereAt(at, known) }) : there;
}

/**
 * The same without the day.
 * @param {number} at
 * @param {string} zone
 */
export function hourThere(at, zone) {
  const known = knownZone(zone);
  const there = `${formatTime(at, known)} (${zoneName(at, known)})`;
  return isElsewhere(at, known) ? t("common.time.both", { there, here: hereAt(at, known) }) : there;
}

/** The hour where the reader is, with the day if that is another one. @param {number} at @param {string} zone */
export function hereAt(at, zone) {
  const day = (/** @type {string} */ its) => Math.floor(wallClock(at, its) / 86400000);
  return `${day(zone) === day("") ? formatTime(at) : formatDateTime(at)} (${zoneName(at, "")})`;
}
