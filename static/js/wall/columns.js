// @ts-check
// The wall as columns: named groups first, largest on top, then single notes. They are real lists, in reading order.
import { html, useId } from "../../vendor/preact.js";
import { mayPickForMainWall } from "../breakouts/pick-for-main-wall.js";
import { one } from "../core/records.js";
import { t } from "../ui/words.js";
import { useMemoByKey } from "./memo-by-key.js";
import { NoteInList, UnsentNote } from "./note/note-in-list.js";
import { myMarks } from "./note/note-marks.js";
import {
  countOf,
  groupsOf,
  isMine,
  mayChange,
  mayRead,
  notesOf,
  openNote,
  unsentChanges,
  unsentNotesOf,
  whyHidden,
} from "./queries.js";
import { isSelected } from "./selection.js";
import { ZoneState } from "./zone-state.js";

/**
 * The notes of one zone.
 * @param {{zone: ZoneRecord, newest?: boolean, waiting?: boolean, aside?: boolean, marking?: boolean, onGroup?: (group:
 *   GroupRecord) => void}} props `newest`: single notes newest first; `waiting`: with notes that are not sent yet;
 *   `aside`: one zone of several, which says little when it is empty; `marking`: with buttons for "me too" and dots;
 *   `onGroup`: opens a group to rename it.
 */
export function ZoneNotes({ zone, newest, waiting, aside, marking, onGroup }) {
  const where = useId();
  const keep = useMemoByKey();
  const changes = unsentChanges();
  const groups = groupsOf(zone.id);
  const single = notesOf(zone.id).filter((note) => !note.group);
  if (newest && !zone.sorted_by) single.reverse();
  const mine = waiting ? unsentNotesOf(zone.id) : [];
  const open = openNote.value && openNote.value.where === where ? openNote.value.id : "";
  const list = (/** @type {NoteRecord[]} */ notes) =>
    html`<ul class="note-list">
      ${notes.map((note) => {
        const facts = {
          mine: isMine(note.id),
          may: mayChange(note.id) || mayRead(),
          hidden: whyHidden(note),
          change: changes.get(note.id),
          open: open === note.id,
          marks: marking ? myMarks(note) : null,
          picked: isSelected(note),
          goes: mayPickForMainWall(note),
        };
        return keep(
          note.id,
          [
            note,
            facts.mine,
            facts.may,
            facts.hidden,
            facts.open,
            facts.picked,
            facts.goes,
            JSON.stringify(facts.marks),
            JSON.stringify(facts.change),
          ],
          () => html`<${NoteInList} key=${note.id} note=${note} where=${where} ...${facts} />`,
        );
      })}
    </ul>`;
  // During private writing, the zone's state line says enough.
  if (zone.alone && !groups.length && !single.length && !mine.length) return null;
  if (!groups.length && !single.length && !mine.length)
    return html`<p class=${aside ? "empty small-text" : "empty"}>${t(`wall.${emptyWords(aside)}`)}</p>`;
  return html`<div class="zone-notes">
    ${
      mine.length > 0 &&
      html`<ul class="note-list">${mine.map((item) => html`<${UnsentNote} key=${item.id} item=${item} />`)}</ul>`
    }
    ${groups.map(
      ({
        group,
        notes,
      }) => html`<section key=${group.id} class="group" data-group=${group.id} aria-label=${group.title}>
        <h4 class="group-title">
          <bdi>${group.title}</bdi> <span class="soft num">${notes.length}</span>
          ${
            onGroup &&
            html`<button
              type="button"
              class="button plain small"
              aria-label=${t("wall.group.change_label", { title: group.title })}
              onClick=${() => onGroup(group)}
            >
              ${t("wall.group.change")}
            </button>`
          }
        </h4>
        ${list(notes)}
      </section>`,
    )}
    ${groups.length > 0 && single.length > 0 && html`<hr class="group-end" />`}
    ${single.length > 0 && list(single)}
  </div>`;
}

/** The text of an empty zone, which does not ask anybody to write when nobody can. @param {boolean} [aside] */
function emptyWords(aside) {
  const meeting = one("meeting");
  if (meeting?.state === "closed") return "none_closed";
  return aside || meeting?.paused ? "none" : "empty";
}

/**
 * Zones side by side.
 * @param {{zones: ZoneRecord[], head?: (zone: ZoneRecord) => unknown, marking?: boolean,
 *   onGroup?: (group: GroupRecord) => void}} props  `head`: additional content for the header of each zone.
 */
export function Columns({ zones, head, marking, onGroup }) {
  return html`<div class="columns">
    ${zones.map(
      (zone) => html`<section key=${zone.id} class="zone" data-zone=${zone.id} aria-labelledby=${`zone-${zone.id}`}>
        <header class="zone-head">
          <h3 id=${`zone-${zone.id}`} dir="auto">${zone.title} <span class="soft num">${countOf(zone)}</span></h3>
          ${head ? head(zone) : html`<${ZoneState} zone=${zone} />`}
          ${zone.prompt && html`<p class="soft small-text" dir="auto">${zone.prompt}</p>`}
        </header>
        <${ZoneNotes} zone=${zone} waiting aside marking=${marking} onGroup=${onGroup} />
      </section>`,
    )}
  </div>`;
}
