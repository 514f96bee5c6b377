// @ts-check
// The wall as columns: named groups first, the largest on top, then single notes. Real lists, in reading order.
import { html } from "../../vendor/preact.js";
import { t } from "../ui/words.js";
import { Note, WaitingNote } from "./note.js";
import { groupsOf, notesOf, waitingOf } from "./notes.js";

/**
 * The notes of one zone.
 * @param {{zone: any, newest?: boolean, waiting?: boolean, onGroup?: (group: any) => void}} props  `newest`: single notes newest first.
 */
export function ZoneNotes({ zone, newest, waiting, onGroup }) {
  const groups = groupsOf(zone.id);
  const single = notesOf(zone.id).filter((note) => !note.group);
  if (newest) single.reverse();
  const mine = waiting ? waitingOf(zone.id) : [];
  if (!groups.length && !single.length && !mine.length) return html`<p class="empty">${t("wall.empty")}</p>`;
  return html`<div class="zone-notes">
    ${mine.length > 0 && html`<ul class="note-list">${mine.map((item) => html`<${WaitingNote} key=${item.id} item=${item} />`)}</ul>`}
    ${groups.map(
      ({ group, notes }) => html`<section key=${group.id} class="group" aria-label=${group.title}>
        <h4 class="group-title"><bdi>${group.title}</bdi> <span class="soft num">${notes.length}</span>
          ${onGroup && html`<button type="button" class="button plain small" onClick=${() => onGroup(group)}>${t("wall.group.change")}</button>`}</h4>
        <ul class="note-list">${notes.map((note) => html`<li key=${note.id} class=${`note ${note.color}`}><${Note} note=${note} /></li>`)}</ul>
      </section>`,
    )}
    ${single.length > 0 && html`<ul class="note-list">${single.map((note) => html`<li key=${note.id} class=${`note ${note.color}`}><${Note} note=${note} /></li>`)}</ul>`}
  </div>`;
}

/**
 * Zones side by side.
 * @param {{zones: any[], head?: (zone: any) => any, onGroup?: (group: any) => void}} props  `head`: more for each zone's heading.
 */
export function Columns({ zones, head, onGroup }) {
  return html`<div class="columns">
    ${zones.map(
      (zone) => html`<section key=${zone.id} class="zone" aria-labelledby=${`zone-${zone.id}`}>
        <header class="zone-head"><h3 id=${`zone-${zone.id}`} dir="auto">${zone.title} <span class="soft num">${notesOf(zone.id).length}</span></h3>${head && head(zone)}
          ${zone.prompt && html`<p class="soft small-text" dir="auto">${zone.prompt}</p>`}</header>
        <${ZoneNotes} zone=${zone} waiting onGroup=${onGroup} />
      </section>`,
    )}
  </div>`;
}
