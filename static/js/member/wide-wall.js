// @ts-check
// The wall on a laptop: as a place, or as columns for reading.
import { html, signal } from "../../vendor/preact.js";
import { all } from "../live/records.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { Columns } from "../wall/columns.js";
import { chairs, zonesOfNow } from "../wall/notes.js";
import { Plane } from "../wall/plane.js";
import { renaming } from "../wall/group-dialog.js";
import { writingFor } from "./side.js";

const asColumns = signal(false);

export function WideWall() {
  const zones = all("zone");
  return html`<section class="wide-wall" aria-labelledby="wall-h">
    <div class="row apart wide-wall-head"><h2 id="wall-h">${t("wall.heading")}</h2>
      <button type="button" class="button quiet small" aria-pressed=${asColumns.value} onClick=${() => (asColumns.value = !asColumns.value)}>
        <${Icon} name=${asColumns.value ? "layout-grid" : "list"} /> ${t(asColumns.value ? "member.as_wall" : "member.as_columns")}</button></div>
    ${asColumns.value
      ? html`<div class="scrolling"><${Columns} zones=${zones} onGroup=${chairs() ? (/** @type {any} */ group) => (renaming.value = group) : undefined} /></div>`
      : html`<${Plane} zones=${zones} focus=${zonesOfNow()} onZone=${(/** @type {any} */ zone) => (writingFor.value = zone.id)} />`}
  </section>`;
}
