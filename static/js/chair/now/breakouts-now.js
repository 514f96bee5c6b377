// @ts-check
// Small groups: how much time they have left, a look at what they write, and the button that calls everybody back.
import { html } from "../../../vendor/preact.js";
import { BreakoutClock, BreakoutTimeNotice } from "../../breakouts/people-and-time.js";
import { openBreakouts } from "../../breakouts/queries.js";
import { all, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { t } from "../../ui/words.js";
import {
  CallBackButton,
  EverybodyBackButton,
  GlanceButton,
  MoreTimeButton,
  SeatsButton,
} from "../breakouts/breakouts-panel.js";

export function breakoutsNow() {
  const teams = one("teams");
  const called = teams?.state === "back";
  const chair = isChair();
  return {
    name: t("chair.now.groups"),
    icon: "users",
    facts: html`
      <p class="row apart"><b class="num">${t("team.panel.on", { n: openBreakouts().length })}</b> <${BreakoutClock} /></p>
      <${BreakoutTimeNotice} />
      ${
        teams?.by === "choice" &&
        html`<p class="soft small-text num">${t("team.panel.seated", { n: all("seat").length })}</p>`
      }
    `,
    first: chair && (called ? html`<${EverybodyBackButton} first />` : html`<${CallBackButton} />`),
    more: html`
      <${GlanceButton} />
      ${chair && !called && html`<${EverybodyBackButton} />`}
      ${chair && html`<${MoreTimeButton} />`}
      <${SeatsButton} />
    `,
  };
}
