// @ts-check
// The wall on a laptop: as a plane, or as columns for reading; and a small group's own wall.
import { html, signal, useLayoutEffect, useRef } from "../../vendor/preact.js";
import { one } from "../core/records.js";
import { isChairOrHelper } from "../core/roles.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { Columns } from "../wall/columns.js";
import { renaming } from "../wall/group-dialog.js";
import { LatePlane } from "../wall/plane/late-plane.js";
import { currentSectionZones, myWallZones, notesOf } from "../wall/queries.js";
import { ZoneNotes } from "../wall/zone-notes.js";
import { writeFor, zoneInBar } from "./compose-bar.js";

/** To read first; the plane is there for the whole at a glance. */
const asColumns = signal(true);

export function WideWall() {
  const zones = myWallZones();
  const closed = one("meeting")?.state === "closed";
  const onGroup = isChairOrHelper() ? (/** @type {GroupRecord} */ group) => (renaming.value = group) : undefined;
  return html`<section class="wide-wall" aria-labelledby="wall-h">
    <div class="row apart wide-wall-head">
      <h2 id="wall-h">${t("wall.heading")}</h2>
      ${
        !asColumns.value &&
        zones.some((zone) => zone.voting) &&
        html`<p>
          <${Icon} name="circle-dot" /> ${t("wall.vote.how")}
        </p>`
      }
      <div class="switch" role="group" aria-label=${t("member.how_to_see")}>
        <button
          type="button"
          class="switch-part"
          aria-pressed=${asColumns.value}
          onClick=${() => (asColumns.value = true)}
        >
          <${Icon} name="list" /> ${t("member.as_columns")}
        </button>
        <button
          type="button"
          class="switch-part"
          aria-pressed=${!asColumns.value}
          onClick=${() => (asColumns.value = false)}
        >
          <${Icon} name="layout-grid" /> ${t("member.as_wall")}
        </button>
      </div>
    </div>
    ${!zones.length && html`<p class="empty">${t("member.no_zones")}</p>`}
    ${
      asColumns.value
        ? html`<${ReadingColumns} zones=${zones} onGroup=${onGroup} />`
        : html`<${LatePlane}
          zones=${zones}
          said=${zoneInBar()}
          focus=${currentSectionZones()}
          onZone=${closed ? undefined : writeFor}
          nameLabel=${() => t("member.write_here")}
        />`
    }
  </section>`;
}

/**
 * All zones as columns, scrolled to those of the current section.
 * @param {{zones: ZoneRecord[], onGroup?: (group: GroupRecord) => void}} props
 */
function ReadingColumns({ zones, onGroup }) {
  const scroller = useRef(/** @type {HTMLElement | null} */ (null));
  const first = currentSectionZones()[0];
  useLayoutEffect(() => {
    const columns = /** @type {NodeListOf<HTMLElement> | undefined} */ (
      scroller.current?.querySelectorAll("[data-zone]")
    );
    const column = first && Array.from(columns || []).find((each) => each.dataset.zone === first.id);
    if (column && columns) scroller.current?.scrollTo({ left: 0, top: column.offsetTop - columns[0].offsetTop });
  }, [first?.id]);
  return html`<div class="scrolling" ref=${scroller} tabindex="0" role="group" aria-label=${t("wall.heading")}>
    <${Columns} zones=${zones} marking onGroup=${onGroup} said=${zoneInBar()} />
  </div>`;
}

/** @param {{zone: ZoneRecord}} props */
export function BreakoutWall({ zone }) {
  return html`<section class="wide-wall" aria-labelledby="wall-h">
    <div class="wide-wall-head stack tight">
      <p class="soft"><bdi>${zone.title}</bdi> · ${t("team.wall_about")}</p>
      <h2 id="wall-h" class="prompt" dir="auto">
        ${zone.prompt || zone.title} <span class="soft num">${notesOf(zone.id).length}</span>
      </h2>
    </div>
    <div class="scrolling breakout-wall" tabindex="0" role="group" aria-label=${zone.title}>
      <${ZoneNotes} zone=${zone} waiting marking />
    </div>
  </section>`;
}
