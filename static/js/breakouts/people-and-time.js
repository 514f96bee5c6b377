// @ts-check
import { html } from "../../vendor/preact.js";
import { clock } from "../agenda/timer.js";
import { you } from "../core/connection.js";
import { t } from "../ui/words.js";
import { called } from "../voices/queries.js";
import { peopleIn, lastMinute, teamsLeft } from "./queries.js";

/** Who sits in a group: the name somebody chose, or their marker. @param {{team: string, most?: number}} props */
export function TeamPeople({ team, most = Infinity }) {
  const people = peopleIn(team);
  if (!people.length) return html`<p class="soft small-text">${t("team.nobody")}</p>`;
  const more = people.length - most;
  return html`<ul class="team-people">${people.slice(0, more > 0 ? most : undefined).map((person) => html`<li key=${person?.id}><bdi>${called(person?.id || "")}</bdi>${person?.id === you.value?.id && html` <span class="soft">(${t("team.you")})</span>`}</li>`)}
    ${more > 0 && html`<li class="soft">${t("team.more", { n: more })}</li>`}</ul>`;
}

export function TeamsClock() {
  return html`<span class=${`teams-clock num ${lastMinute() ? "is-last" : ""}`} role="timer" aria-label=${t("team.clock")}>${clock(teamsLeft())}</span>`;
}

/** What the time means now; read out when it changes. */
export function TeamsSaying() {
  const words = teamsLeft() <= 0 ? "team.time_up" : lastMinute() ? "team.last_minute" : "";
  return html`<p class="teams-saying" role="status">${words && t(words)}</p>`;
}
