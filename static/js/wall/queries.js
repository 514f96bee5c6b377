// @ts-check
// What the views of the wall ask of the records, and of what is still on its way to the server.
import { signal } from "../../vendor/preact.js";
import { breakoutsAreOn, breakoutZoneOf, myBreakoutZone } from "../breakouts/queries.js";
import { you } from "../core/connection.js";
import { lost, pending } from "../core/outbox.js";
import { all, get } from "../core/records.js";
import { isChairOrHelper } from "../core/roles.js";

export const COLORS = ["butter", "mint", "sky", "rose", "lilac", "sand"];

/** The most characters that a note has. */
export const MAX_NOTE_LENGTH = 500;

/** The fields of a command whose words still stand in the box where they were written: no list shows them a second time. @type {import("../../vendor/preact.js").Signal<any>} */
export const stillInBox = signal(null);

/** The note that is open to be read large or changed, and the view it was opened in. @type {import("../../vendor/preact.js").Signal<{id: string, where: string} | null>} */
export const openNote = signal(null);

/** So much of a note names its buttons for those who hear them. @param {string} text */
export const excerpt = (text) => text.slice(0, 60);

/** The notes of a zone, in the order in which they came or, where the chair has sorted it, with most marks first. @param {string} zone */
export function notesOf(zone) {
  const notes = all("note").filter((note) => note.zone === zone);
  const by = get("zone", zone)?.sorted_by;
  return by ? notes.sort((a, b) => (b[by] || 0) - (a[by] || 0)) : notes;
}

/** How many notes a zone has, those that people are writing alone included. @param {ZoneRecord} zone */
export function countOf(zone) {
  return notesOf(zone.id).filter((note) => !note.alone).length + (zone.waiting || 0);
}

/** The named groups of a zone with their notes: the largest first or, in a sorted zone, that with most marks. @param {string} zone */
export function groupsOf(zone) {
  const notes = notesOf(zone);
  const by = get("zone", zone)?.sorted_by;
  const size = (/** @type {{notes: NoteRecord[]}} */ its) =>
    by ? its.notes.reduce((sum, note) => sum + (note[by] || 0), 0) : its.notes.length;
  return all("group")
    .filter((group) => group.zone === zone)
    .map((group) => ({ group, notes: notes.filter((note) => note.group === group.id) }))
    .sort((a, b) => size(b) - size(a));
}

/** Notes of this person that the server does not have yet. @param {string} zone */
export function unsentNotesOf(zone) {
  return pending.value.filter(
    (item) => item.name === "note.add" && item.args.zone === zone && item.args !== stillInBox.value,
  );
}

/** @typedef {{text?: string, color?: string, going?: boolean}} UnsentChange */

/**
 * What this person changed on notes and the server does not have yet, by note.
 * @returns {Map<string, UnsentChange>}
 */
export function unsentChanges() {
  /** @type {Map<string, UnsentChange>} */
  const found = new Map();
  for (const { name, args } of pending.value) {
    if (name === "note.edit") found.set(args.note, { ...found.get(args.note), ...args });
    if (name === "note.remove") found.set(args.note, { ...found.get(args.note), going: true });
  }
  return found;
}

/** Words that the server refused and that no box shows any more: they are shown as a notice and not thrown away. */
export function refusedNotes() {
  return lost.value.filter(
    ({ item }) =>
      item.name === "note.add" ||
      item.name === "step.add" ||
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
  const meeting = get("meeting", "meeting");
  if (!meeting || meeting.state === "closed") return false;
  return isChairOrHelper() || (isMine(note) && !meeting.paused);
}

/** Whether this person opens notes that nobody changes any more: the chair, to erase words. @returns {"read" | false} */
export function mayRead() {
  return you.value?.role === "chair" && get("meeting", "meeting")?.state === "closed" ? "read" : false;
}

/** The main wall: all zones that are no small group's. */
export function mainZones() {
  return all("zone").filter((zone) => !zone.team);
}

/** The zones in front of a member: their own group's while groups are on; else the main wall, then what groups wrote. @param {string | null} person */
export function wallZonesOf(person) {
  const own = breakoutZoneOf(person);
  if (own) return [own];
  return breakoutsAreOn()
    ? mainZones()
    : mainZones().concat(all("zone").filter((zone) => zone.team && notesOf(zone.id).length > 0));
}

export const myWallZones = () => wallZonesOf(you.value?.id ?? null);

/** The zones that belong to the section that is on; it may have none. */
export function currentSectionZones() {
  const own = myBreakoutZone();
  if (own && !isChairOrHelper()) return [own];
  const now = all("section").find((section) => section.state === "now");
  return now ? mainZones().filter((zone) => zone.section === now.id) : [];
}

/** The zones of the section that is on, or all where it has none. */
export function currentZones() {
  const its = currentSectionZones();
  return its.length ? its : mainZones();
}
