// @ts-check
// Where a dragged note goes: onto another note (a group of two, to be named), into a group, or into a column.
import { get, one } from "../../core/records.js";
import { cardOf } from "../../photos/photo-card.js";
import { showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import { pairing } from "../../wall/moves.js";
import { selected } from "../../wall/selection.js";
import { runCommand } from "../shell/commands.js";

/** What is under this point, smallest first. @param {HTMLElement} thing @param {number} x @param {number} y */
function targetsAt(thing, x, y) {
  const place = document.elementFromPoint(x, y);
  const closest = (/** @type {string} */ selector) => {
    const found = /** @type {HTMLElement | null} */ (place?.closest(selector));
    return found && found !== thing ? found : null;
  };
  return {
    note: closest(".chair-columns [data-note]"),
    group: closest(".chair-columns [data-group]"),
    zone: closest(".chair-columns [data-zone]"),
  };
}

/** @type {import("../shell/drag-list.js").DragHooks} */
export const noteDragHooks = {
  // A note that is open for writing is not dragged, and the plane drags its own.
  find: (target) =>
    one("meeting")?.state === "closed" || selected.value || target.closest(".plane-frame")
      ? null
      : target.closest(".note[data-note]"),
  over: (thing, x, y) => {
    const { note, group, zone } = targetsAt(thing, x, y);
    return group || note || zone;
  },
  drop: (thing, x, y) => {
    const { note, group, zone } = targetsAt(thing, x, y);
    const id = thing.dataset.note || "";
    const lifted = cardOf(id);
    if (!lifted) return;
    if (group) move(id, get("group", group.dataset.group)?.zone, group.dataset.group);
    else if (note) pairing.value = [id, note.dataset.note || ""];
    else if (zone && (zone.dataset.zone !== lifted.zone || lifted.group)) move(id, zone.dataset.zone, null);
  },
};

/** @param {string} note @param {string | undefined} zone @param {string | null | undefined} group */
async function move(note, zone, group) {
  const before = cardOf(note);
  if (!zone || (before && before.zone === zone && before.group === group)) return;
  const answer = await runCommand("note.move", { note, zone, group });
  if (answer.ok) showToast(t("wall.plane.moved", { zone: get("zone", zone)?.title }));
}
