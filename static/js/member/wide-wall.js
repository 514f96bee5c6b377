// @ts-check
// The wall on a laptop: as a place, or as columns for reading.
import { html, signal, useLayoutEffect, useRef } from "../../vendor/preact.js";
import { one } from "../core/records.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { Columns } from "../wall/columns.js";
import { renaming } from "../wall/group-dialog.js";
import { chairs, ownZonesOfNow, wallForMe } from "../wall/queries.js";
import { Plane } from "../wall/plane/plane.js";
import { myTeamZone } from "../breakouts/queries.js";
import { writeFor } from "./side-panel.js";
import { TeamWall } from "./team-wall.js";

const asColumns = signal(false);

export function WideWall() {
  const zones = wallForMe();
  const own = myTeamZone();
  const closed = one("meeting")?.state === "closed";
  const onGroup = chairs() ? (/** @type {any} */ group) => (renaming.value = group) : undefined;
  if (own) return html`<${TeamWall} zone=${own} />`;
  return html`<section class="wide-wall" aria-labelledby="wall-h">
    <div class="row apart wide-wall-head"><h2 id="wall-h">${t("wall.heading")}</h2>
      ${!asColumns.value && zones.some((zone) => zone.voting) && html`<p><${Icon} name="circle-dot" /> ${t("wall.vote.how")}</p>`}
      <div class="switch" role="group" aria-label=${t("member.how_to_see")}>
        <button type="button" class="switch-part" aria-pressed=${!asColumns.value} onClick=${() => (asColumns.value = false)}><${Icon} name="layout-grid" /> ${t("member.as_wall")}</button>
        <button type="button" class="switch-part" aria-pressed=${asColumns.value} onClick=${() => (asColumns.value = true)}><${Icon} name="list" /> ${t("member.as_columns")}</button>
      </div></div>
    ${!zones.length && html`<p class="empty">${t("member.no_zones")}</p>`}
    ${asColumns.value
      ? html`<${Reading} zones=${zones} onGroup=${onGroup} />`
      : html`<${Plane} zones=${zones} focus=${ownZonesOfNow()} onZone=${closed ? undefined : writeFor} nameLabel=${() => t("member.write_here")} />`}
  </section>`;
}

/** All zones as columns, those of this part of the agenda in sight. @param {{zones: any[], onGroup?: (group: any) => void}} props */
function Reading({ zones, onGroup }) {
  const scroller = useRef(/** @type {any} */ (null));
  const first = ownZonesOfNow()[0];
  useLayoutEffect(() => {
    const column = first && scroller.current.querySelector(`[data-zone="${first.id}"]`);
    if (column) scroller.current.scrollTo({ left: column.offsetLeft - column.parentElement.firstElementChild.offsetLeft, top: 0 });
  }, [first?.id]);
  return html`<div class="scrolling" ref=${scroller} tabindex="0" role="group" aria-label=${t("wall.heading")}><${Columns} zones=${zones} marking onGroup=${onGroup} /></div>`;
}
