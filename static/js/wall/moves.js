// @ts-check
// Notes on the move: which are in hand, where they were put, and the commands that say so.
import { signal } from "../../vendor/preact.js";
import { send } from "../core/outbox.js";
import { get } from "../core/records.js";
import { showRefusal, showToast } from "../ui/toast.js";
import { t } from "../ui/words.js";

/** Notes that were put down and not yet confirmed, by note. @type {import("../../vendor/preact.js").Signal<Object<string, {zone: string, x: number, y: number, group: string | null}>>} */
export const unconfirmedMoves = signal({});

/** The note that is moved with keys or buttons, and the cell it is held over. @type {import("../../vendor/preact.js").Signal<{note: string, zone: string, row: number, column: number} | null>} */
export const heldNote = signal(null);

/** The notes that were put together and wait for their group's name; the second is the one that the others came to. @type {import("../../vendor/preact.js").Signal<string[] | null>} */
export const pairing = signal(null);

/**
 * Puts a note down: it lies there on this screen until the server has answered.
 * @param {string} id @param {{zone: string, x: number, y: number, group: string | null}} place
 */
export async function placeNote(id, place) {
  const before = get("note", id);
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

/** Puts a note onto another: into its group, or into a new one that first gets a name. @param {string} id @param {string} other */
export function groupNotes(id, other) {
  const onto = get("note", other);
  if (!onto) return;
  if (onto.group) placeNote(id, { zone: onto.zone, x: onto.x, y: onto.y, group: onto.group });
  else pairing.value = [id, other];
}
