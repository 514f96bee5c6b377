// @ts-check
// Moving notes: which note is held, where notes were placed, and the commands for it.
import { signal } from "../../vendor/preact.js";
import { send } from "../core/outbox.js";
import { get } from "../core/records.js";
import { cardOf } from "../photos/photo-card.js";
import { showRefusal, showToast } from "../ui/toast.js";
import { t } from "../ui/words.js";

/** @typedef {{zone: string, x: number, y: number, group: string | null}} NotePlace */

/**
 * Places of notes that the server has not confirmed yet, by note.
 * @type {import("../../vendor/preact.js").Signal<Record<string, NotePlace>>}
 */
export const unconfirmedMoves = signal({});

/**
 * The note that is being moved with keys or buttons, and the cell it is over.
 * @type {import("../../vendor/preact.js").Signal<{note: string, zone: string, row: number, column: number} | null>}
 */
export const heldNote = signal(null);

/**
 * Notes that were put together and wait for the name of their group; the others were put on the second.
 * @type {import("../../vendor/preact.js").Signal<string[] | null>}
 */
export const pairing = signal(null);

/**
 * Moves a note. This screen shows it there until the server has answered.
 * @param {string} id @param {NotePlace} place
 */
export async function placeNote(id, place) {
  const before = cardOf(id);
  unconfirmedMoves.value = { ...unconfirmedMoves.value, [id]: place };
  const answer = showRefusal(await send("note.move", { note: id, ...place }));
  if (unconfirmedMoves.value[id] === place) {
    const rest = { ...unconfirmedMoves.value };
    delete rest[id];
    unconfirmedMoves.value = rest;
  }
  if (answer.ok && before && before.zone !== place.zone)
    showToast(t("wall.plane.moved", { zone: get("zone", place.zone)?.title || "" }));
}

/**
 * Puts a note on another: into its group, or into a new group, whose name is asked for first.
 * @param {string} id
 * @param {string} other
 */
export function groupNotes(id, other) {
  const onto = cardOf(other);
  if (!onto) return;
  if (onto.group) placeNote(id, { zone: onto.zone, x: onto.x, y: onto.y, group: onto.group });
  else pairing.value = [id, other];
}
