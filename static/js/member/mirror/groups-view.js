// @ts-check
// The small groups, for somebody who is in none: who is where, and the time.
import { html } from "../../../vendor/preact.js";
import { BreakoutClock, BreakoutPeople, BreakoutTimeNotice } from "../../breakouts/people-and-time.js";
import { breakoutsAreOn, openBreakouts } from "../../breakouts/queries.js";
import { get } from "../../core/records.js";
import { t } from "../../ui/words.js";

export function GroupsView() {
  if (!breakoutsAreOn()) return html`<p class="soft">${t("team.board.over")}</p>`;
  return html`<div class="mirror-groups">
    <p class="row"><${BreakoutClock} /> <${BreakoutTimeNotice} /></p>
    <ul>
      ${openBreakouts().map(
        (team) => html`<li key=${team.id} class=${`zone tint-${get("zone", team.zone)?.color}`}>
          <h3>
            <bdi>${team.title}</bdi> ${team.place && html`<span class="soft">${t(`voice.${team.place}`)}</span>`}
          </h3>
          <${BreakoutPeople} team=${team.id} />
        </li>`,
      )}
    </ul>
  </div>`;
}
