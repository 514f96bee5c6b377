// @ts-check
// Who is in a small group, and how much time it has left. The last minute is also given in words, without an alarm.
import { html } from "../../vendor/preact.js";
import { formatClock } from "../agenda/timer.js";
import { you } from "../core/connection.js";
import { t } from "../ui/words.js";
import { displayName } from "../voices/queries.js";
import { breakoutTimeLeft, isLastMinute, peopleInBreakout } from "./queries.js";

/**
 * Who is in a group: the names that people chose, or else their markers.
 * @param {{team: string, most?: number}} props
 */
export function BreakoutPeople({ team, most = Infinity }) {
  const people = peopleInBreakout(team);
  if (!people.length) return html`<p class="soft small-text">${t("team.nobody")}</p>`;
  const more = people.length - most;
  return html`<ul class="breakout-people">
    ${people.slice(0, more > 0 ? most : undefined).map(
      (person) => html`<li key=${person.id}>
        <bdi>${displayName(person.id)}</bdi>
        ${person.id === you.value?.id && html` <span class="soft">(${t("team.you")})</span>`}
      </li>`,
    )}
    ${more > 0 && html`<li class="soft">${t("team.more", { n: more })}</li>`}
  </ul>`;
}

export function BreakoutClock() {
  return html`<span
    class=${`breakout-clock num ${isLastMinute() ? "is-last" : ""}`}
    role="timer"
    aria-label=${t("team.clock")}
  >
    ${formatClock(breakoutTimeLeft())}
  </span>`;
}

/** Says when the last minute begins and when the time is up. */
export function BreakoutTimeNotice() {
  const words = breakoutTimeLeft() <= 0 ? "team.time_up" : isLastMinute() ? "team.last_minute" : "";
  return html`<p class="breakout-time-notice">${words && t(words)}</p>`;
}
