// @ts-check
// The notes of one zone, in as many columns as there is room for: named groups first, the largest on top, then single
// notes. They are real lists, in reading order, and keep still (ui/still-list.js).
import { html, signal, useEffect, useId, useLayoutEffect, useRef } from "../../vendor/preact.js";
import { mayPickForMainWall } from "../breakouts/pick-for-main-wall.js";
import { get, one } from "../core/records.js";
import { UnsentPhotos, waitingIn } from "../photos/photo-picker.js";
import { useElementSize } from "../ui/element-size.js";
import { EmptyPlace, heightOf, NewsButton, useStillList } from "../ui/still-list.js";
import { t } from "../ui/words.js";
import { newCardsWords } from "./cards-words.js";
import { COLUMN_GAP, columnsIn, flow, groupHeight, noteHeight, wideGroups } from "./flow.js";
import { useMemoByKey } from "./memo-by-key.js";
import { NoteInList, UnsentNote } from "./note/note-in-list.js";
import { hasMarks, myMarks } from "./note/note-marks.js";
import {
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

/** @typedef {import("../ui/still-rows.js").Row<NoteRecord>} NoteRow */

/**
 * What is new in the zones that are on the screen, for the button that announces it.
 * @type {import("../../vendor/preact.js").Signal<Record<string, import("../ui/still-list.js").StillList<NoteRecord>>>}
 */
const zoneNews = signal({});

/**
 * What else waits above the notes of a zone, for the same button: the key of its words, and what shows it.
 * @type {import("../../vendor/preact.js").Signal<Record<string, {words: string, show: () => void} | undefined>>}
 */
export const waitingAbove = signal({});

/** The button for what is new in a zone; it has its place on the page. @param {{zone: ZoneRecord}} props */
export function ZoneNews({ zone }) {
  const list = zoneNews.value[zone.id] || { waiting: 0, changed: false, unseen: [], show: () => {} };
  const above = waitingAbove.value[zone.id];
  const show = () => {
    above?.show();
    list.show();
  };
  return html`<${NewsButton}
    list=${above ? { ...list, changed: true, show } : list}
    words=${newCardsWords}
    changed=${above?.words}
  />`;
}

/** What the height of a note depends on. @param {NoteRecord} note @param {boolean} hasFoot  Whatever its marks are. */
const sizeOf = (note, hasFoot) =>
  JSON.stringify([
    note.text,
    note.translations,
    note.signed,
    note.merged,
    hasFoot || isMine(note.id) || hasMarks(note),
  ]);

/**
 * The notes of one zone.
 * @param {{zone: ZoneRecord, waiting?: boolean, aside?: boolean, marking?: boolean, badges?: boolean, isLast?: boolean,
 *   onGroup?: (group: GroupRecord) => void}} props  `waiting`: with notes that are not sent yet; `aside`: one zone of
 *   several, which says little when it is empty; `marking`: with buttons for "me too" and dots; `badges`: marks stand on
 *   the edge of a note and need no room; `isLast`: nothing stands below it; `onGroup`: opens a group to rename it.
 */
export function ZoneNotes({ zone, waiting, aside, marking, badges, isLast = true, onGroup }) {
  const root = useRef(/** @type {HTMLElement | null} */ (null));
  const width = Number(useElementSize(root).split(" ")[0]) || 0;
  const groups = groupsOf(zone.id);
  const wanted = groups
    .flatMap((each) => each.notes)
    .concat(notesOf(zone.id).filter((note) => !note.group || !groups.some((each) => each.group.id === note.group)));
  const still = useStillList(root, wanted, {
    attribute: "note",
    open: isLast,
    isOwn: (note) => isMine(note.id),
    sizeOf: (note) => sizeOf(note, Boolean(badges || marking)),
    keepPlace: (now, shown) => (now.group === shown.group ? now : { ...now, group: shown.group }),
  });
  const { unseen, changed } = still;
  useEffect(() => {
    zoneNews.value = { ...zoneNews.value, [zone.id]: still };
  }, [zone.id, unseen.join(), changed]);
  const mine = waiting ? unsentNotesOf(zone.id) : [];
  useShowOwn(root, waiting ? wanted.filter((note) => isMine(note.id)).map((note) => note.id) : null, mine.length);
  const noteItem = useNoteItem(marking);
  const layout = useFlow(still, columnsIn(width), width, Boolean(zone.sorted_by));

  // During private writing, the zone's state line says enough.
  const isEmpty = !still.rows.length && !mine.length && !(waiting && waitingIn(zone.id).length);
  const list = (/** @type {NoteRow[]} */ rows) =>
    html`<ul class="note-list">
      ${rows.map(noteItem)}
    </ul>`;
  /** @param {{id: string, rows: NoteRow[]}} group @param {unknown} inside */
  const groupBox = (group, inside) =>
    html`<${GroupBox} key=${group.id} id=${group.id} n=${group.rows.length} onGroup=${onGroup}>${inside}</>`;
  const columns = (/** @type {unknown[]} */ all) =>
    html`<div class="note-columns">${all.map((inside, n) => html`<div key=${n} class="note-column">${inside}</div>`)}</div>`;
  return html`<div class=${`zone-notes ${badges ? "with-badges" : ""}`} ref=${root}>
    ${
      isEmpty &&
      !zone.alone &&
      html`<p class=${aside ? "empty small-text" : "empty"}>${t(`wall.${emptyWords(aside)}`)}</p>`
    }
    ${layout.wide.map((group) => groupBox(group, columns(group.columns.map(list))))}
    ${
      layout.columns.some((each) => each.groups.length || each.singles.length) &&
      columns(
        layout.columns.map(
          (each) => html`
            ${each.groups.map((group) => groupBox(group, list(group.rows)))}
            ${each.groups.length > 0 && each.singles.length > 0 && html`<hr class="group-end" />`}
            ${each.singles.length > 0 && list(each.singles)}
          `,
        ),
      )
    }
    ${
      mine.length > 0 &&
      html`<ul class="note-list unsent">${mine.map((item) => html`<${UnsentNote} key=${item.id} item=${item} />`)}</ul>`
    }
    ${waiting && html`<${UnsentPhotos} zone=${zone.id} />`}
  </div>`;
}

/** A named group. @param {{id: string, n: number, onGroup?: (group: GroupRecord) => void, children?: unknown}} props */
function GroupBox({ id, n, onGroup, children }) {
  // A group that is undone keeps its name until its notes have moved.
  const last = useRef(/** @type {GroupRecord | undefined} */ (undefined));
  const group = get("group", id) || last.current;
  last.current = group;
  if (!group) return children;
  return html`<section class="group" data-group=${id} aria-label=${group.title}>
    <h4 class="group-title">
      <bdi>${group.title}</bdi> <span class="soft num">${n}</span>
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
    ${children}
  </section>`;
}

/**
 * Draws a row, anew only when something about its note has changed.
 * @param {boolean | undefined} marking
 */
function useNoteItem(marking) {
  const where = useId();
  const keep = useMemoByKey();
  const changes = unsentChanges();
  const open = openNote.value && openNote.value.where === where ? openNote.value.id : "";
  return (/** @type {NoteRow} */ row) => {
    const note = row.item;
    if (row.state === "gone") return html`<${EmptyPlace} key=${row.id} row=${row} />`;
    const facts = {
      mine: isMine(note.id),
      may: mayChange(note.id) || mayRead(),
      hidden: whyHidden(note),
      change: changes.get(note.id),
      open: open === note.id,
      marks: marking ? myMarks(note) : null,
      picked: isSelected(note),
      goes: mayPickForMainWall(note),
      height: heightOf(row),
      hasFoot: Boolean(marking),
    };
    const { marks, change, ...rest } = facts;
    return keep(
      note.id,
      [note, ...Object.values(rest), JSON.stringify(marks), JSON.stringify(change)],
      () => html`<${NoteInList} key=${note.id} note=${note} where=${where} ...${facts} />`,
    );
  };
}

/**
 * Which rows stand in which column.
 * @param {import("../ui/still-list.js").StillList<NoteRecord>} still
 * @param {number} columns @param {number} width @param {boolean} sorted
 */
function useFlow({ rows, releases }, columns, width, sorted) {
  const kept = useRef({
    places: new Map(),
    inside: new Map(),
    wide: /** @type {string[]} */ ([]),
    columns: 0,
    releases: -1,
  });
  const { current } = kept;
  const isNew = current.columns !== columns;
  const mayMove = isNew || current.releases !== releases;
  const before = isNew || (sorted && mayMove) ? new Map() : current.places;
  const inside = isNew || (sorted && mayMove) ? new Map() : current.inside;
  const column = (width - (columns - 1) * COLUMN_GAP) / columns;

  /** @type {Map<string, NoteRow[]>} */
  const byGroup = new Map();
  for (const row of rows) {
    const group = row.item.group || "";
    byGroup.set(group, (byGroup.get(group) || []).concat(row));
  }
  const singles = byGroup.get("") || [];
  const groups = Array.from(byGroup, ([id, its]) => ({ id, rows: its })).filter((group) => group.id);
  const singleBlocks = singles.map((row) => ({ key: row.id, height: noteHeight(row.item, column) }));
  const groupBlocks = groups.map((group) => ({
    key: group.id,
    height: groupHeight(
      group.rows.map((row) => row.item),
      column,
    ),
  }));
  const wide = mayMove ? wideGroups(groupBlocks, singleBlocks, columns) : current.wide;
  const blocks = groupBlocks.filter((block) => !wide.includes(block.key)).concat(singleBlocks);
  const places = flow(blocks, columns, before, mayMove);
  const wideBlocks = groups
    .filter((group) => wide.includes(group.id))
    .flatMap((group) => {
      const its = group.rows.map((row) => ({ key: row.id, height: noteHeight(row.item, column) }));
      return Array.from(flow(its, columns, inside, mayMove));
    });
  kept.current = { places, inside: new Map(wideBlocks), wide, columns, releases };
  const numbers = Array.from({ length: columns }, (_, n) => n);
  const within = kept.current.inside;
  return {
    wide: groups
      .filter((group) => wide.includes(group.id))
      .map((group) => ({
        ...group,
        columns: numbers.map((n) => group.rows.filter((row) => within.get(row.id) === n)),
      })),
    columns: numbers.map((n) => ({
      groups: groups.filter((group) => places.get(group.id) === n),
      singles: singles.filter((row) => places.get(row.id) === n),
    })),
  };
}

/**
 * Scrolls to a note that this person has just put up.
 * @param {{current: HTMLElement | null}} root @param {string[] | null} own @param {number} unsent
 */
function useShowOwn(root, own, unsent) {
  const known = useRef({ own: own || [], unsent });
  useLayoutEffect(() => {
    const fresh = own?.find((id) => !known.current.own.includes(id));
    const isMore = own && unsent > known.current.unsent;
    known.current = { own: own || [], unsent };
    const target = fresh ? `[data-note="${CSS.escape(fresh)}"]` : isMore ? ".unsent > :last-child" : "";
    if (target) root.current?.querySelector(target)?.scrollIntoView({ block: "nearest" });
  }, [own?.join(), unsent]);
}

/** The text of an empty zone, which does not ask anybody to write when nobody can. @param {boolean} [aside] */
function emptyWords(aside) {
  const meeting = one("meeting");
  if (meeting?.state === "closed") return "none_closed";
  const now = one("on_now");
  const isAsked = !now?.section || now.zones.length > 0;
  return aside || meeting?.paused || meeting?.cancelled || !isAsked ? "none" : "empty";
}
