// @ts-check
// Small groups: split up, watch the time, call everybody back.
import { html } from "../../../vendor/preact.js";
import { breakoutsAreOn } from "../../breakouts/queries.js";
import { all, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { askFirst } from "../shell/ask-first.js";
import { commandHandler } from "../shell/commands.js";
import { openDialog } from "../shell/screen-state.js";
import { breakoutsInView, breakoutZones } from "./breakout-walls.js";

const MORE_MINUTES = 2;

export function BreakoutsPanel() {
  const live = one("meeting")?.state === "live" && all("section").some((section) => section.state === "now");
  const on = breakoutsAreOn();
  return html`<section class="panel" aria-labelledby="teams-h">
    <h2 id="teams-h">${t("team.panel.heading")}</h2>
    <${GlanceButton} />
    ${
      on &&
      html`
        ${isChair() && html`<${EverybodyBackButton} /><${MoreTimeButton} />`}
        <${SeatsButton} />
      `
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

/** Shows the walls of the groups in place of the main wall, or the main wall again. */
export function GlanceButton() {
  if (!breakoutZones().length) return null;
  const words = breakoutsAreOn() ? "team.panel.glance" : "team.panel.written";
  return html`<button
    type="button"
    class="button quiet"
    aria-pressed=${breakoutsInView.value}
    onClick=${() => (breakoutsInView.value = !breakoutsInView.value)}
  >
    ${t(breakoutsInView.value ? "team.panel.main" : words)}
  </button>`;
}

/** Gives the groups one more minute, and calls them back. */
export function CallBackButton() {
  return html`<button type="button" class="button first" onClick=${commandHandler("teams.call_back")}>
    <${Icon} name="hourglass" /> ${t("team.panel.minute")}
  </button>`;
}

/** @param {{first?: boolean}} props  `first`: everybody was called, so that this is what comes next. */
export function EverybodyBackButton({ first = false }) {
  return html`<button
    type="button"
    class=${first ? "button first" : "button quiet"}
    onClick=${() => askFirst("teams.end", {}, t("team.panel.end"))}
  >
    ${t("team.panel.end")}
  </button>`;
}

export function MoreTimeButton() {
  return html`<button
    type="button"
    class="button quiet"
    onClick=${commandHandler("teams.extend", { minutes: MORE_MINUTES })}
  >
    <${Icon} name="plus" /> ${t("agenda.minutes", { n: MORE_MINUTES })}
  </button>`;
}

/** Puts somebody into another group. */
export function SeatsButton() {
  return html`<button type="button" class="button quiet" onClick=${() => (openDialog.value = "seats")}>
    ${t("team.panel.seats")}
  </button>`;
}
