// @ts-check
// What the room is looking at, as the board itself finds it, and what of that this person sees.
import { signal } from "../../../vendor/preact.js";
import { zonesNow } from "../../agenda/section-kinds.js";
import { questionOnBoard, scaleOnBoard, zonesOnBoard } from "../../board/showing.js";
import { myBreakoutZone } from "../../breakouts/queries.js";
import { get, one } from "../../core/records.js";
import { t } from "../../ui/words.js";

/** What the board shows. */
export const shownView = () => one("board")?.showing || "join";

/** Whether this person looks at the whole wall instead. */
export const wholeWall = signal(false);

/** The scale that the board shows. */
export function shownScale() {
  return shownView() === "scale" && !myBreakoutZone() ? scaleOnBoard() : undefined;
}

/** The question over what the room is looking at, or over a small group's own wall. @returns {string} */
export function shownQuestion() {
  const own = myBreakoutZone();
  return own ? own.prompt || own.title : questionOnBoard(shownView());
}

/** Whether this person sees the question of the moment over the stage, or over their own answer to a scale. */
export function isQuestionOnStage() {
  const now = one("on_now");
  if (myBreakoutZone() || (now?.view === "scale" && get("scale", now.scale)?.state === "open")) return true;
  return !wholeWall.value && shownQuestion() === now?.question;
}

/** The zones whose notes the stage has, because the room sees them too. */
export function zonesOnStage() {
  const view = shownView();
  if (view === "wall" || view === "round") return zonesOnBoard();
  if (view === "closing") return zonesNow();
  const zone = get("zone", shownScale()?.zone);
  return zone ? [zone] : [];
}

/** The words above the question: for a screen that has been blanked, that it has. */
export const shownHeading = () => t(shownView() === "blank" ? "member.room.blank" : "member.room.heading");

/** Whether the stage has the next steps and dates, to be answered there. */
export function stageHasFollowUp() {
  return !myBreakoutZone() && !wholeWall.value && ["steps", "closing", "end"].indexOf(shownView()) >= 0;
}
