// @ts-check
// All small groups at a glance: who is in each and what it has written, side by side; or one of them alone.
import { computed, effect, html, signal } from "../../../vendor/preact.js";
import { BreakoutPeople } from "../../breakouts/people-and-time.js";
import { breakoutsAreOn } from "../../breakouts/queries.js";
import { all, get, one } from "../../core/records.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { Columns } from "../../wall/columns.js";
import { notesOf } from "../../wall/queries.js";
import { UndoButton } from "../../wall/undo-button.js";
import { writingInZone } from "../wall/write-dialog.js";

/** Whether the middle of the console shows the groups' walls instead of the main wall. */
export const breakoutsInView = signal(false);
/** The group whose wall is shown alone. */
const openBreakout = signal("");
const areOn = computed(breakoutsAreOn);
// When everybody is back, so is each console: of the chair, of helpers, and the one that was left on a group's wall.
effect(() => {
  if (areOn.value) return;
  breakoutsInView.value = false;
  openBreakout.value = "";
});

/** The walls of the running groups; afterwards, those that have notes. */
export function breakoutZones() {
  const on = breakoutsAreOn();
  return all("team").flatMap((team) => {
    const zone = get("zone", team.zone);
    return zone && (on ? team.state === "on" : notesOf(zone.id).length > 0) ? [zone] : [];
  });
}

/** Whether the groups' walls are shown. */
export const showsBreakoutWalls = () => breakoutsInView.value && breakoutZones().length > 0;

export function BreakoutWalls() {
  const walls = breakoutZones();
  const single = walls.filter((zone) => zone.id === openBreakout.value);
  return html`<section class="chair-wall breakout-walls" aria-labelledby="glance-h">
    <header class="wall-head">
      <h2 id="glance-h">${t(breakoutsAreOn() ? "team.glance.heading" : "team.panel.written")}</h2>
      <div class="wall-tools">
        <${UndoButton} />
        ${
          single.length > 0 &&
          html`<button type="button" class="button quiet small" onClick=${() => (openBreakout.value = "")}>
            <${Icon} name="layout-grid" /> ${t("team.glance.all")}
          </button>`
        }
        <button type="button" class="button quiet small" onClick=${() => (breakoutsInView.value = false)}>
          <${Icon} name="sticky-note" /> ${t("team.panel.main")}
        </button>
      </div>
    </header>
    <div class=${`chair-columns ${single.length ? "is-alone" : ""}`}>
      <${Columns} zones=${single.length ? single : walls} head=${BreakoutHead} />
    </div>
  </section>`;
}

/** Who is in the group, and what the chair does with its wall. @param {ZoneRecord} zone */
function BreakoutHead(zone) {
  const open = one("meeting")?.state !== "closed";
  const single = openBreakout.value === zone.id;
  return html`
    ${breakoutsAreOn() && html`<${BreakoutPeople} team=${zone.team} />`}
    <div class="zone-tools">
      ${
        !single &&
        html`<button
          type="button"
          class="button plain small"
          aria-label=${t("team.glance.enter_label", { team: zone.title })}
          onClick=${() => (openBreakout.value = zone.id)}
        >
          ${t("team.glance.enter")}
        </button>`
      }
      ${
        open &&
        html`<button
          type="button"
          class="button plain small"
          aria-label=${t("chair.wall.write_label", { title: zone.title })}
          onClick=${() => (writingInZone.value = zone.id)}
        >
          ${t("chair.wall.write")}
        </button>`
      }
    </div>
  `;
}
