// @ts-check
// Small groups: split up, watch the time, call everybody back.
import { html } from "../../../vendor/preact.js";
import { BreakoutClock, BreakoutTimeNotice } from "../../breakouts/people-and-time.js";
import { breakoutsAreOn, openBreakouts } from "../../breakouts/queries.js";
import { all, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { commandHandler } from "../shell/commands.js";
import { openDialog } from "../shell/screen-state.js";
import { breakoutsInView, breakoutZones } from "./breakout-walls.js";

const MORE_MINUTES = 2;

export function BreakoutsPanel() {
  const live = one("meeting")?.state === "live" && all("section").some((section) => section.state === "now");
  const on = breakoutsAreOn();
  const see = breakoutZones().length > 0;
  if (!on && !see && !(live && isChair())) return null;
  return html`<section class="panel" aria-labelledby="teams-h">
    <h2 id="teams-h">${t("team.panel.heading")}</h2>
    ${on && html`<${RunningBreakouts} />`}
    ${
      see &&
      html`<button
        type="button"
        class="button quiet wide"
        aria-pressed=${breakoutsInView.value}
        onClick=${() => (breakoutsInView.value = !breakoutsInView.value)}
      >
        <${Icon} name=${breakoutsInView.value ? "sticky-note" : "layout-grid"} /> ${t(
          breakoutsInView.value ? "team.panel.main" : on ? "team.panel.glance" : "team.panel.written",
        )}
      </button>`
    }
    ${
      !on &&
      live &&
      isChair() &&
      html`
        <button type="button" class="button quiet wide" onClick=${() => (openDialog.value = "teams")}>
          <${Icon} name="users" /> ${t("team.panel.split")}
        </button>
        <p class="soft small-text">${t("team.panel.about")}</p>
      `
    }
  </section>`;
}

function RunningBreakouts() {
  const teams = one("teams");
  const seated = all("seat").length;
  return html`
    <div class="voice-card stack tight">
      <p class="row apart">
        <b class="num">${t("team.panel.on", { n: openBreakouts().length })}</b>
        <${BreakoutClock} />
      </p>
      <${BreakoutTimeNotice} />
      ${teams?.by === "choice" && html`<p class="soft small-text num">${t("team.panel.seated", { n: seated })}</p>`}
    </div>
    ${
      isChair() &&
      html`
        ${
          teams?.state === "on" &&
          html`<button type="button" class="button tint" onClick=${commandHandler("teams.call_back")}>
            <${Icon} name="hourglass" /> ${t("team.panel.minute")}
          </button>`
        }
        <div class="row">
          <button
            type="button"
            class="button quiet small"
            onClick=${commandHandler("teams.extend", { minutes: MORE_MINUTES })}
          >
            <${Icon} name="plus" /> ${t("agenda.minutes", { n: MORE_MINUTES })}
          </button>
          <button
            type="button"
            class=${`button small ${teams?.state === "back" ? "" : "quiet"}`}
            onClick=${commandHandler("teams.end")}
          >
            <${Icon} name="users" /> ${t("team.panel.end")}
          </button>
        </div>
      `
    }
    <button type="button" class="button quiet wide" onClick=${() => (openDialog.value = "seats")}>
      <${Icon} name="move" /> ${t("team.panel.seats")}
    </button>
  `;
}
