// @ts-check
// Notes on the move: which are in hand, where they were put, and the commands that say so.
import { signal } from "../../vendor/preact.js";
import { send } from "../core/outbox.js";
import { get } from "../core/records.js";
import { say, sayRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";

/** Notes that were put down and not yet confirmed, by note. @type {import("../../vendor/preact.js").Signal<Object<string, {zone: string, x: number, y: number, group: string | null}>>} */
export const put = signal({});

/** The note that is moved with keys or buttons, and the cell it is held over. @type {import("../../vendor/preact.js").Signal<{note: string, zone: string, row: number, column: number} | null>} */
export const inHand = signal(null);

/** The notes that were put together and wait for their group's name; the second is the one that the others came to. @type {import("../../vendor/preact.js").Signal<string[] | null>} */
export const pairing = signal(null);

/**
 * Puts a note down: it lies there on this screen until the server has answered.
 * @param {string} id @param {{zone: string, x: number, y: number, group: string | null}} place
 */
export async function putDown(id, place) {
  const before = get("note", id);
  put.value = { ...put.value, [id]: place };
  const answer = sayRefusal(await send("note.move", { note: id, ...place }));
  if (put.value[id] === place) {
    const rest = { ...put.value };
    delete rest[id];
    put.value = rest;
  }
  if (answer.ok && before && before.zone !== place.zone) say(t("wall.plane.moved", { zone: get("zone", place.zone)?.title || "" }));
}

/** Puts a note onto another: into its group, or into a new one that first gets a name. @param {string} id @param {string} other */
export function putTogether(id, other) {
  const onto = get("note", other);
  if (!onto) return;
  if (onto.group) putDown(id, { zone: onto.zone, x: onto.x, y: onto.y, group: onto.group });
  else pairing.value = [id, other];
}
