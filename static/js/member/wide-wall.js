// @ts-check
// The wall on a laptop: as a place, or as columns for reading.
import { html, signal } from "../../vendor/preact.js";
import { all, one } from "../live/records.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { Columns } from "../wall/columns.js";
import { renaming } from "../wall/group-dialog.js";
import { chairs, zonesOfNow } from "../wall/notes.js";
import { Plane } from "../wall/plane.js";
import { writeFor } from "./side.js";

const asColumns = signal(false);

export function WideWall() {
  const zones = all("zone");
  const closed = one("meeting")?.state === "closed";
  const onGroup = chairs() ? (/** @type {any} */ group) => (renaming.value = group) : undefined;
  return html`<section class="wide-wall" aria-labelledby="wall-h">
    <div class="row apart wide-wall-head"><h2 id="wall-h">${t("wall.heading")}</h2>
      <div class="switch" role="group" aria-label=${t("member.how_to_see")}>
        <button type="button" class="switch-part" aria-pressed=${!asColumns.value} onClick=${() => (asColumns.value = false)}><${Icon} name="layout-grid" /> ${t("member.as_wall")}</button>
        <button type="button" class="switch-part" aria-pressed=${asColumns.value} onClick=${() => (asColumns.value = true)}><${Icon} name="list" /> ${t("member.as_columns")}</button>
      </div></div>
    ${!zones.length && html`<p class="empty">${t("member.no_zones")}</p>`}
    ${asColumns.value
      ? html`<div class="scrolling" tabindex="0" role="group" aria-label=${t("wall.heading")}><${Columns} zones=${zones} onGroup=${onGroup} /></div>`
      : html`<${Plane} zones=${zones} focus=${zonesOfNow()} onZone=${closed ? undefined : writeFor} nameLabel=${() => t("member.write_here")} />`}
  </section>`;
}
