// @ts-check
// When the meeting starts, in the same words for the room and for people elsewhere.
import { one } from "../core/records.js";
import { formatDateTime, formatTime } from "../ui/dates.js";
import { t } from "../ui/words.js";

const DAY_MS = 86400000;

/** The day is given unless it is near; a time that is long past says nothing. */
export function startWords() {
  const at = one("meeting")?.starts_at ?? null;
  const left = at === null ? -Infinity : at - Date.now();
  if (at === null || left <= -DAY_MS) return t("agenda.starts_soon");
  return left < DAY_MS
    ? t("agenda.starts", { time: formatTime(at) })
    : t("agenda.starts_on", { when: formatDateTime(at) });
}
