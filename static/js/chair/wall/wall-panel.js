// @ts-check
// The wall: one zone over the whole width, or several as columns. Notes can be dragged onto each other and into other
// zones; the dialog of a note does the same with buttons. One row above the notes has everything else, so that nothing
// that comes and goes takes room from them.
import { html, signal, useEffect, useRef } from "../../../vendor/preact.js";
import { all, one } from "../../core/records.js";
import { allCards } from "../../photos/photo-card.js";
import { PhotoPicker } from "../../photos/photo-picker.js";
import { useElementSize } from "../../ui/element-size.js";
import { Icon } from "../../ui/icon.js";
import { isRightToLeft, t } from "../../ui/words.js";
import { Columns, zonesBeside } from "../../wall/columns.js";
import { renaming } from "../../wall/group-dialog.js";
import { Plane } from "../../wall/plane/plane.js";
import { countOf, currentSectionZones, currentZones, mainZones, openNote } from "../../wall/queries.js";
import { SelectBar, SelectButton, selected } from "../../wall/selection.js";
import { UndoButton } from "../../wall/undo-button.js";
import { ZoneNews, ZoneNotes } from "../../wall/zone-notes.js";
import { useDragList } from "../shell/drag-list.js";
import { noteDragHooks } from "./drop-target.js";
import { editedZone } from "./zone-dialog.js";
import { TidyButton, ZoneActivity } from "./zone-tools.js";

/** What the chair has chosen to see: a zone, "part", "all" or "map"; nothing while the wall chooses. */
const chosenView = signal("");

/**
 * @param {ZoneRecord[]} zones  Those of the current part. @param {boolean} whole  Whether the whole wall is a view of its own.
 * @param {number} room
 */
function viewOf(zones, whole, room) {
  const chosen = chosenView.value;
  if (zones.some((zone) => zone.id === chosen) || (whole && chosen === "all") || chosen === "map") return chosen;
  // A part in which nothing is written looks back at all that was.
  if (whole && hasNoZones()) return "all";
  return isPartAView(zones, room) ? "part" : zones[0]?.id || "";
}

/**
 * Whether all zones of the part are a view: where they fit side by side, and while a scale has a zone of its own, whose
 * few notes would hide those of the part.
 * @param {ZoneRecord[]} zones @param {number} room
 */
const isPartAView = (zones, room) =>
  zones.length > 1 && (zones.length <= room || one("on_now")?.view === "scale") && !hasNoZones();

/** Whether no zone belongs to what is on now, while something may have been written: in such a part, and after the close. */
const hasNoZones = () => one("meeting")?.state !== "waiting" && !currentSectionZones().length;

export function WallPanel() {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const width = Number(useElementSize(list).split(" ")[0]) || 0;
  const zones = currentZones();
  const whole = mainZones().length > (hasNoZones() ? 1 : zones.length);
  const view = viewOf(zones, whole, zonesBeside(width));
  const closed = one("meeting")?.state === "closed";
  const onGroup = closed ? undefined : (/** @type {GroupRecord} */ group) => (renaming.value = group);
  const single = zones.find((zone) => zone.id === view);
  useDragList(list, noteDragHooks);
  useEffect(() => {
    // A note that opens at the lower edge is scrolled into view, so that it can be written on.
    const card = openNote.value && list.current?.querySelector(".note-open-here");
    // One that is higher than the wall shows its words, not its last buttons.
    if (card) card.scrollIntoView({ block: "nearest" });
    card?.querySelector(".paper")?.scrollIntoView({ block: "nearest" });
  }, [openNote.value]);
  return html`<section class="chair-wall" aria-labelledby="wall-h">
    <h2 id="wall-h" class="unseen">${t("wall.heading")}</h2>
    ${
      selected.value && !closed
        ? html`<${SelectBar} />`
        : html`<header class="wall-head">
          <${ZoneTabs} zones=${zones} whole=${whole} view=${view} room=${zonesBeside(width)} />
          <div class="wall-tools">
            ${!closed && html`<${UndoButton} />`}
            ${!closed && allCards().length > 0 && html`<${SelectButton} />`}
            ${single && html`<${PhotoPicker} zone=${single} small /><${TidyButton} zone=${single} />`}
            ${
              !closed &&
              html`<button
                type="button"
                class="button quiet small"
                aria-label=${t("chair.wall.ask_label")}
                onClick=${() => (editedZone.value = "new")}
              >
                <${Icon} name="message-square-plus" /> ${t("chair.wall.ask")}
              </button>`
            }
          </div>
        </header>`
    }
    <div class="chair-columns" ref=${list}>
      ${
        view === "map"
          ? html`<div class="chair-plane"><${Plane} zones=${mainZones()} focus=${zones} /></div>`
          : single
            ? html`<section key=${single.id} class="zone is-single" data-zone=${single.id} aria-label=${single.title}>
              <header class="zone-head">
                <h3 class="zone-question" dir="auto">${single.prompt || single.title}</h3>
                <${ZoneNews} zone=${single} />
                <${ZoneActivity} zone=${single} />
              </header>
              <${ZoneNotes} zone=${single} waiting badges onGroup=${onGroup} />
              <${HowToGroup} />
            </section>`
            : zones.length
              ? html`<${Columns}
                key=${view}
                zones=${view === "all" ? mainZones() : zones}
                tools=${(/** @type {ZoneRecord} */ zone) => html`<${PhotoPicker} zone=${zone} small /><${TidyButton} zone=${zone} />`}
                head=${(/** @type {ZoneRecord} */ zone) => html`<${ZoneActivity} zone=${zone} />`}
                badges
                onGroup=${onGroup}
              />`
              : html`<p class="empty">${t("chair.wall.none")}</p>`
      }
    </div>
  </section>`;
}

/**
 * All zones of the part; each of them, with the number of its notes; the whole wall, and its map.
 * @param {{zones: ZoneRecord[], whole: boolean, view: string, room: number}} props
 */
function ZoneTabs({ zones, whole, view, room }) {
  const tabs = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    const pressed = /** @type {HTMLElement | null | undefined} */ (tabs.current?.querySelector("[aria-pressed=true]"));
    if (!pressed || !tabs.current) return;
    const [here, row] = [pressed.getBoundingClientRect(), tabs.current.getBoundingClientRect()];
    tabs.current.scrollBy({ left: isRightToLeft ? here.right - row.right + 16 : here.left - row.left - 16 });
  }, [view]);
  const tab = (/** @type {string} */ id, /** @type {unknown} */ words) =>
    html`<button
      key=${id}
      type="button"
      class="wall-tab"
      aria-pressed=${view === id}
      onClick=${() => (chosenView.value = id)}
    >
      ${words}
    </button>`;
  return html`<div class="wall-tabs" role="group" aria-label=${t("chair.wall.view")} ref=${tabs}>
    ${whole && hasNoZones() && tab("all", t("chair.wall.everything"))}
    ${isPartAView(zones, room) && tab("part", t("chair.wall.this_part"))}
    ${zones.map((zone) => tab(zone.id, html`<bdi>${zone.title}</bdi> <span class="num">${countOf(zone)}</span>`))}
    ${whole && !hasNoZones() && tab("all", t("chair.wall.everything"))}
    ${mainZones().length > 0 && tab("map", t("chair.wall.map"))}
  </div>`;
}

/** Shown under the notes until there is a group. */
function HowToGroup() {
  if (one("meeting")?.state === "closed" || allCards().length < 2 || all("group").length) return null;
  return html`<p class="soft small-text wall-hint">${t("chair.wall.how")}</p>`;
}
