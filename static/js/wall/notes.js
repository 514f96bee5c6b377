// @ts-check
// What the views of the wall ask of the records.
import { you } from "../live/connection.js";
import { lost, pending } from "../live/outbox.js";
import { all, get } from "../live/records.js";

export const COLORS = ["butter", "mint", "sky", "rose", "lilac", "sand"];

/** The notes of a zone, in the order in which they came. @param {string} zone */
export function notesOf(zone) {
  return all("note").filter((note) => note.zone === zone);
}

/** The named groups of a zone with their notes, the largest first. @param {string} zone */
export function groupsOf(zone) {
  const notes = notesOf(zone);
  return all("group")
    .filter((group) => group.zone === zone)
    .map((group) => ({ group, notes: notes.filter((note) => note.group === group.id) }))
    .sort((a, b) => b.notes.length - a.notes.length);
}

/** Notes of this person that the server does not have yet. @param {string} zone */
export function waitingOf(zone) {
  return pending.value.filter((item) => item.name === "note.add" && item.args.zone === zone);
}

/** Notes of an earlier visit that were refused: their words are shown and not thrown away. */
export function refusedNotes() {
  return lost.value.filter(({ item }) => item.name === "note.add");
}

/** @param {string} note */
export function isMine(note) {
  return Boolean(get("mine", note));
}

/** Whether this person may change this note. @param {string} note */
export function mayChange(note) {
  const meeting = get("meeting", "meeting");
  if (!meeting || meeting.state === "closed") return false;
  return chairs() || (isMine(note) && !meeting.paused);
}

/** Whether this person is the chair or a helper. */
export function chairs() {
  return you.value !== null && (you.value.role === "chair" || you.value.role === "helper");
}

/** The zones of the section that is on, or all where it has none. */
export function zonesOfNow() {
  const zones = all("zone");
  const now = all("section").find((section) => section.state === "now");
  const its = now ? zones.filter((zone) => zone.section === now.id) : [];
  return its.length ? its : zones;
}
