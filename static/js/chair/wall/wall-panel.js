// @ts-check
// The wall: the zones as columns, each with its tools. Notes can be dragged onto each other and into other columns; the
// dialog of a note does the same with buttons.
import { html, signal, useEffect, useRef } from "../../../vendor/preact.js";
import { all, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { Columns } from "../../wall/columns.js";
import { renaming } from "../../wall/group-dialog.js";
import { Plane } from "../../wall/plane/plane.js";
import { currentZones, mainZones, openNote } from "../../wall/queries.js";
import { SelectBar, SelectButton } from "../../wall/selection.js";
import { UndoButton } from "../../wall/undo-button.js";
import { PromptButtons } from "../display/prompt-buttons.js";
import { SnapshotButton } from "../report/snapshots.js";
import { runCommand } from "../shell/commands.js";
import { useDragList } from "../shell/drag-list.js";
import { noteDragHooks } from "./drop-target.js";
import { writingInZone } from "./write-dialog.js";
import { editedZone } from "./zone-dialog.js";
import { ZoneActivity, zoneWithTools } from "./zone-tools.js";

const allZones = signal(false);
const asPlane = signal(false);

export function WallPanel() {
  const sectionZones = currentZones();
  const zones = allZones.value ? mainZones() : sectionZones;
  const more = mainZones().length > sectionZones.length;
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const state = one("meeting")?.state;
  const closed = state === "closed";
  useDragList(list, noteDragHooks);
  useEffect(() => {
    // A note that opens at the lower edge is scrolled into view, so that it can be written on.
    const card = openNote.value && list.current?.querySelector(".note-open-here");
    if (card) card.scrollIntoView({ block: "nearest" });
  }, [openNote.value]);
  return html`<section class="chair-wall" aria-labelledby="wall-h">
    <header class="wall-head">
      <h2 id="wall-h">${t("wall.heading")}</h2>
      <div class="wall-tools">
        ${
          !closed &&
          html`<button type="button" class="button quiet small" onClick=${() => (editedZone.value = "new")}>
            <${Icon} name="message-square-plus" /> ${t("chair.wall.ask")}
          </button>`
        }
        <${PromptButtons} />
        ${state === "live" && one("meeting")?.keeps === "pictures" && html`<${SnapshotButton} />`}
      </div>
      <div class="wall-views" role="group" aria-label=${t("chair.wall.view")}>
        ${
          more &&
          !asPlane.value &&
          html`
            <${Switch} on=${!allZones.value} words="chair.wall.this_part" onClick=${() => (allZones.value = false)} />
            <${Switch} on=${allZones.value} words="chair.wall.everything" onClick=${() => (allZones.value = true)} />
          `
        }
        ${!closed && all("note").length > 0 && html`<${SelectButton} />`}
        <${UndoButton} />
        <button type="button" class="button plain small" onClick=${() => (asPlane.value = !asPlane.value)}>
          <${Icon} name=${asPlane.value ? "list" : "layout-grid"} /> ${t(
            asPlane.value ? "member.as_columns" : "member.as_wall",
          )}
        </button>
      </div>
    </header>
    ${
      asPlane.value
        ? html`<div class="chair-plane"><${Plane} zones=${mainZones()} focus=${sectionZones} /></div>`
        : html`<div class="chair-columns" ref=${list}>
          ${
            zones.length
              ? html`<${Columns}
                zones=${zones}
                head=${ZoneTools}
                onGroup=${closed ? undefined : (/** @type {GroupRecord} */ group) => ((renaming.value = group))}
              />`
              : html`<p class="empty">${t("chair.wall.none")}</p>`
          }
          ${
            !closed &&
            all("note").length > 1 &&
            !all("group").length &&
            html`<p class="soft small-text wall-hint">${t("chair.wall.how")}</p>`
          }
        </div>`
    }
    ${!closed && html`<${SelectBar} />`}
  </section>`;
}

/** @param {{on: boolean, words: string, onClick: () => void}} props */
function Switch({ on, words, onClick }) {
  return html`<button type="button" class="switch" aria-pressed=${on} onClick=${onClick}>${t(words)}</button>`;
}

/** What the chair does with one zone. @param {ZoneRecord} zone */
function ZoneTools(zone) {
  const board = one("board");
  const shown = board?.view === "wall" && board.zone === zone.id;
  const open = one("meeting")?.state !== "closed";
  const large = () => runCommand("board.show", shown ? { view: "auto" } : { view: "wall", zone: zone.id });
  return html`
    <div class="zone-tools">
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
      ${
        isChair() &&
        html`<button
          type="button"
          class="button plain small"
          aria-pressed=${shown}
          aria-label=${t("chair.wall.board_label", { title: zone.title })}
          onClick=${large}
        >
          ${t("chair.wall.board")}
        </button>`
      }
      <button
        type="button"
        class="button plain small"
        aria-label=${t("chair.wall.change_label", { title: zone.title })}
        onClick=${() => (editedZone.value = zone.id)}
      >
        ${t("chair.wall.change")}
      </button>
      ${
        open &&
        isChair() &&
        html`<button
          type="button"
          class="button plain small"
          aria-label=${t("chair.wall.together_label", { title: zone.title })}
          onClick=${() => (zoneWithTools.value = zone.id)}
        >
          ${t("chair.wall.together")}
        </button>`
      }
    </div>
    <${ZoneActivity} zone=${zone} />
  `;
}
