// @ts-check
// A close that was announced. Until it happens, each screen says when, in the place where it says which part is on.
import { one } from "../core/records.js";
import { t } from "../ui/words.js";
import { msUntil } from "./countdown.js";
import { formatClock } from "./timer.js";

/** Whether the meeting will close soon. */
export const isClosing = () => Boolean(one("meeting")?.closing_at);

/** The time until then, as "0:25"; "" if no close was announced. */
export function timeToClose() {
  const at = one("meeting")?.closing_at;
  return at ? formatClock(Math.max(0, msUntil(at))) : "";
}

/**
 * When the meeting closes, in a few words; "" if no close was announced.
 * @param {{short?: boolean}} [options]  `short`: as short as what stands in its place, so that nothing moves.
 */
export function closingWords({ short } = {}) {
  const time = timeToClose();
  return time && t(short ? "agenda.closing_short" : "agenda.closing", { time });
}
