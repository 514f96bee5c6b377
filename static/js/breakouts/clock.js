// @ts-check
// The time of the small groups. In the last minute words say so too, once and without an alarm.
import { html } from "../../vendor/preact.js";
import { clock } from "../agenda/timer.js";
import { t } from "../ui/words.js";
import { lastMinute, teamsLeft } from "./queries.js";

export function TeamsClock() {
  return html`<span class=${`teams-clock num ${lastMinute() ? "is-last" : ""}`} role="timer" aria-label=${t("team.clock")}>${clock(teamsLeft())}</span>`;
}

/** What the time means now; read out when it changes. */
export function TeamsSaying() {
  const words = teamsLeft() <= 0 ? "team.time_up" : lastMinute() ? "team.last_minute" : "";
  return html`<p class="teams-saying" role="status">${words && t(words)}</p>`;
}
