// @ts-check
// Who sits in a small group, and how long it still has. In the last minute words say so too, once and without an alarm.
import { html } from "../../vendor/preact.js";
import { formatClock } from "../agenda/timer.js";
import { you } from "../core/connection.js";
import { t } from "../ui/words.js";
import { displayName } from "../voices/queries.js";
import { breakoutTimeLeft, isLastMinute, peopleInBreakout } from "./queries.js";

/** Who sits in a group: the name somebody chose, or their marker. @param {{team: string, most?: number}} props */
export function BreakoutPeople({ team, most = Infinity }) {
  const people = peopleInBreakout(team);
  if (!people.length) return html`<p class="soft small-text">${t("team.nobody")}</p>`;
  const more = people.length - most;
  return html`<ul class="team-people">
    ${people.slice(0, more > 0 ? most : undefined).map(
      (person) => html`<li key=${person?.id}>
        <bdi>${displayName(person?.id || "")}</bdi>
        ${person?.id === you.value?.id && html` <span class="soft">(${t("team.you")})</span>`}
      </li>`,
    )}
    ${more > 0 && html`<li class="soft">${t("team.more", { n: more })}</li>`}
  </ul>`;
}

export function BreakoutClock() {
  return html`<span
    class=${`teams-clock num ${isLastMinute() ? "is-last" : ""}`}
    role="timer"
    aria-label=${t("team.clock")}
  >
    ${formatClock(breakoutTimeLeft())}
  </span>`;
}

/** What the time means now; read out when it changes. */
export function BreakoutTimeNotice() {
  const words = breakoutTimeLeft() <= 0 ? "team.time_up" : isLastMinute() ? "team.last_minute" : "";
  return html`<p class="teams-saying" role="status">${words && t(words)}</p>`;
}
