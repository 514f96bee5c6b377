// @ts-check
// What the board shows, as the records say it: the question, the scale and the zones. A laptop elsewhere shows the same.
import { zonesNow } from "../agenda/section-kinds.js";
import { all, get, one } from "../core/records.js";
import { t } from "../ui/words.js";
import { mainZones, notesOf } from "../wall/queries.js";

/**
 * The question that the room is looking at: what everybody is asked now, unless the chair shows something else.
 * @param {BoardRecord["showing"]} showing
 * @returns {string}
 */
export function questionOnBoard(showing) {
  const title = one("meeting")?.title || "";
  const now = one("on_now");
  if (showing === "join" || showing === "end" || showing === "agenda") return title;
  if (now && showing === now.view && showing !== "scale") return now.question;
  if (showing === "slides") return one("slides")?.title || title;
  if (showing === "scale") return scaleOnBoard()?.question || now?.question || title;
  if (showing === "steps")
    return t(
      all("step").some((step) => step.from && step.state === "open") ? "thread.steps.carried" : "thread.steps.heading",
    );
  return now?.question || title;
}

/** The scale that the board shows. */
export function scaleOnBoard() {
  return (
    get("scale", one("board")?.scale) ||
    all("scale")
      .filter((scale) => scale.state !== "draft")
      .pop()
  );
}

/** The zones to show: the one that the chair picked, those where people write now, or whatever there is. */
export function zonesOnBoard() {
  const board = one("board");
  const single = get("zone", board?.zone);
  if (single) return [single];
  const now = zonesNow();
  if (now.length) return now;
  const zones = mainZones();
  const anywhere = zones.filter((zone) => !zone.section || notesOf(zone.id).length > 0);
  // Empty zones of other sections say nothing to the room, unless the chair asks for the wall.
  return anywhere.length || board?.view !== "wall" ? anywhere : zones;
}
