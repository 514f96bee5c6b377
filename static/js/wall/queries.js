// @ts-check
// Queries on the records of the wall, and on changes that the server does not have yet.
import { signal } from "../../vendor/preact.js";
import { zonesNow } from "../agenda/section-kinds.js";
import { breakoutsAreOn, breakoutZoneOf, myBreakoutZone } from "../breakouts/queries.js";
import { you } from "../core/connection.js";
import { lost, pendingOf } from "../core/outbox.js";
import { all, get, one } from "../core/records.js";
import { isChair, isChairOrHelper } from "../core/roles.js";
import { allCards } from "../photos/photo-card.js";
import { countCards } from "./cards-words.js";

/** @type {NoteRecord["color"][]} */
export const COLORS = ["butter", "mint", "sky", "rose", "lilac", "sand"];

/** The maximum number of characters in a note, and in what is said of a photograph or stands on a paper note. */
export const MAX_NOTE_LENGTH = 500;

/**
 * The fields of a note that is being sent and is still in the field where it was written, so that no list shows it
 * twice.
 * @type {import("../../vendor/preact.js").Signal<CommandArgs["note.add"] | null>}
 */
export const stillInBox = signal(null);

/**
 * The note that is open for reading or editing, and the view it was opened in.
 * @type {import("../../vendor/preact.js").Signal<{id: string, where: string} | null>}
 */
export const openNote = signal(null);

/** The start of a text, for the labels of its buttons. @param {string} text */
export const excerpt = (text) => text.slice(0, 60);

/**
 * The notes and photographs of a zone, those of earlier minutes first, or those with most marks first if the chair has sorted it.
 * @param {string} zone
 */
export function notesOf(zone) {
  const by = get("zone", zone)?.sorted_by;
  const marks = (/** @type {NoteRecord} */ note) => (by && note[by]) || 0;
  // The server sends them in no order, and their times are in minutes: those of one minute stay as they came.
  return allCards()
    .filter((note) => note.zone === zone)
    .sort((a, b) => marks(b) - marks(a) || a.at - b.at);
}

/** What a zone has, including notes that are still private. @param {ZoneRecord} zone */
export function cardsIn(zone) {
  const { notes, photos } = countCards(notesOf(zone.id).filter((note) => !note.alone));
  return { notes: notes + (zone.waiting || 0), photos };
}

/** How many notes and photographs a zone has, including notes that are still private. @param {ZoneRecord} zone */
export function countOf(zone) {
  const { notes, photos } = cardsIn(zone);
  return notes + photos;
}

/** @typedef {"only_you" | "saved" | "held" | undefined} Hidden */

/**
 * Why others do not see this person's note yet, if so: it is private, it is shown a little later so that nobody can
 * tell whose it is, or the chair looks at it first.
 * @param {NoteRecord} note
 * @returns {Hidden}
 */
export function whyHidden(note) {
  if (get("saved", note.id)) return isNotShownSoon(note) ? "only_you" : "saved";
  if (note.alone) return "only_you";
  return note.held ? "held" : undefined;
}

/**
 * Whether what waits here stays hidden while people write in private: also what was added just before they began.
 * @param {{zone: string, alone?: boolean} | undefined} card
 */
const isNotShownSoon = (card) => Boolean(card && (card.alone || get("zone", card.zone)?.alone));

/**
 * Whether something of this person's is saved and shown to others soon. Private writing says itself that others do not
 * see it.
 */
export const hasSaved = (/** @type {SavedRecord["of"]} */ kind) =>
  all("saved").some(({ id, of }) => of === kind && !isNotShownSoon(get("note", id) || get("photo", id)));

/**
 * The groups of a zone with their notes: largest first or, in a sorted zone, those with most marks first.
 * @param {string} zone
 */
export function groupsOf(zone) {
  const notes = notesOf(zone);
  const by = get("zone", zone)?.sorted_by;
  const size = (/** @type {{notes: NoteRecord[]}} */ { notes: its }) =>
    by ? its.reduce((sum, note) => sum + (note[by] || 0), 0) : its.length;
  return all("group")
    .filter((group) => group.zone === zone)
    .map((group) => ({ group, notes: notes.filter((note) => note.group === group.id) }))
    .sort((a, b) => size(b) - size(a));
}

/** Notes of this person that the server does not have yet. @param {string} zone */
export function unsentNotesOf(zone) {
  return pendingOf("note.add").filter((item) => item.args.zone === zone && item.args !== stillInBox.value);
}

/** The colour in which an unsent note shows: that of its zone, unless its author chose one. @param {UnsentNote} item */
export const colorOfUnsent = ({ args }) => args.color || get("zone", args.zone)?.color || "butter";

/**
 * A change of a note that the server does not have yet.
 * @typedef {Partial<CommandArgs["note.edit"]> & {going?: boolean}} UnsentChange  `going`: it is being removed.
 */
/**
 * A new note that the server does not have yet.
 * @typedef {import("../core/offline-store.js").QueuedCommand<"note.add">} UnsentNote
 */

/**
 * This person's unsent changes, by note.
 * @returns {Map<string, UnsentChange>}
 */
export function unsentChanges() {
  /** @type {Map<string, UnsentChange>} */
  const found = new Map();
  for (const { name, args } of pendingOf("note.edit", "note.remove")) {
    const change = name === "note.edit" ? args : { going: true };
    found.set(args.note, { ...found.get(args.note), ...change });
  }
  return found;
}

/** Refused text that no field shows any more: it is shown as a notice and kept. */
export function refusedNotes() {
  return lost.value.filter(
    ({ item, error }) =>
      error.code === "gone" ||
      item.name === "note.add" ||
      item.name === "step.add" ||
      item.name === "step.edit" ||
      item.name === "invite.add" ||
      (item.name === "note.edit" && item.args.text),
  );
}

/** @param {string} note */
export function isMine(note) {
  return Boolean(get("mine", note));
}

/** Whether this person may change this note. @param {string} note */
export function mayChange(note) {
  const meeting = one("meeting");
  if (!meeting || meeting.state === "closed") return false;
  return isChairOrHelper() || (isMine(note) && !meeting.paused);
}

/**
 * "read" if this person may open notes that can no longer be changed: the chair can, to erase text.
 * @returns {"read" | false}
 */
export function mayRead() {
  return isChair() && one("meeting")?.state === "closed" ? "read" : false;
}

/** The main wall: all zones that do not belong to a small group. */
export function mainZones() {
  return all("zone").filter((zone) => !zone.team);
}

/**
 * The zones that a participant sees: their own group's during small groups; otherwise the main wall, then those of the
 * groups.
 * @param {string | null} person
 */
export function wallZonesOf(person) {
  const own = breakoutZoneOf(person);
  if (own) return [own];
  return breakoutsAreOn()
    ? mainZones()
    : mainZones().concat(all("zone").filter((zone) => zone.team && notesOf(zone.id).length > 0));
}

export const myWallZones = () => wallZonesOf(you.value?.id ?? null);

/** The zones in which the answers to the question of the moment are written, if there are any (`on_now.zones`). */
export function currentSectionZones() {
  const own = myBreakoutZone();
  return own && !isChairOrHelper() ? [own] : zonesNow();
}

/** The zones of the current section, or all if it has none. */
export function currentZones() {
  const zones = currentSectionZones();
  return zones.length ? zones.concat(zonesBesideScale(zones)) : mainZones();
}

/**
 * While people answer a scale, what was written in the section or, if that has no place, for the whole meeting, still
 * belongs to what is on now.
 * @param {ZoneRecord[]} zones
 */
function zonesBesideScale(zones) {
  const now = one("on_now");
  if (now?.view !== "scale") return [];
  const others = mainZones().filter((zone) => zones.indexOf(zone) < 0);
  const own = others.filter((zone) => zone.section === now.section);
  return own.some((zone) => !zone.scale) ? own : own.concat(others.filter((zone) => !zone.section));
}
