// @ts-check
// Times of the meeting, in the time zone of its community, with that of a reader elsewhere beside it.
import { all, one } from "../core/records.js";
import { formatTime } from "../ui/dates.js";
import { hourThere, knownZone, whenThere } from "../ui/time-zone.js";
import { t } from "../ui/words.js";

const DAY_MS = 86400000;
const MINUTE_MS = 60000;

/** The zone in which the meeting's times are given. */
export const meetingZone = () => one("meeting")?.time_zone || "";

/** A day and an hour where the community is. @param {number} at */
export const when = (at) => whenThere(at, meetingZone());

/** When the meeting starts, in the same words for the room and for people elsewhere: the day is given unless it is near;
 * a time that is long past says nothing. */
export function startWords() {
  if (one("meeting")?.cancelled) return t("agenda.cancelled");
  const at = one("meeting")?.starts_at ?? null;
  const left = at === null ? -Infinity : at - Date.now();
  if (at === null || left <= -DAY_MS) return t("agenda.starts_soon");
  return left < DAY_MS
    ? t("agenda.starts", { time: hourThere(at, meetingZone()) })
    : t("agenda.starts_on", { when: when(at) });
}

/** When each section begins by the plan, by its id, until the meeting starts: the hour where the community is. */
export function plannedTimes() {
  const meeting = one("meeting");
  /** @type {Object<string, string>} */
  const times = {};
  if (meeting?.state !== "waiting" || meeting.cancelled || !meeting.starts_at) return times;
  let at = meeting.starts_at;
  for (const section of all("section")) {
    times[section.id] = formatTime(at, knownZone(meeting.time_zone));
    at += section.minutes * MINUTE_MS;
  }
  return times;
}
