// @ts-check
// What the room is looking at, as the records say it: the view, its question, its scale and its places on the wall.
import { currentSection, zonesNow } from "../../agenda/section-kinds.js";
import { myBreakoutZone } from "../../breakouts/queries.js";
import { all, get, one } from "../../core/records.js";
import { t } from "../../ui/words.js";
import { mainZones, notesOf } from "../../wall/queries.js";

/** What the board shows. */
export const shownView = () => one("board")?.showing || "join";

/** The scale that the board shows. */
export function shownScale() {
  if (shownView() !== "scale" || myBreakoutZone()) return undefined;
  const started = all("scale").filter((scale) => scale.state !== "draft");
  return get("scale", one("board")?.scale) || started[started.length - 1];
}

/** The question over what the room is looking at. @returns {string} */
export function shownQuestion() {
  const view = shownView();
  const now = one("on_now");
  const own = myBreakoutZone();
  if (own) return own.prompt || own.title;
  const section = currentSection();
  const title = one("meeting")?.title || "";
  if (view === "blank" || view === "join" || view === "end") return title;
  if (view === "scale") return shownScale()?.question || title;
  // The chair may show something else than what the meeting is at.
  if (now && now.view === view) return now.question;
  return section ? section.prompt || section.title : title;
}

/** The zones that the room is looking at: the one that the chair chose, those of this part, or whatever there is. */
export function shownZones() {
  const single = get("zone", one("board")?.zone);
  if (single) return [single];
  const zones = mainZones();
  const section = currentSection();
  const own = zones.filter((zone) => section && zone.section === section.id);
  if (own.length) return own;
  const used = zones.filter((zone) => !zone.section || notesOf(zone.id).length > 0);
  return used.length ? used : zones;
}

/** The zones whose notes the stage has, because the room sees them too. */
export function zonesOnStage() {
  const view = shownView();
  if (view === "wall" || view === "round") return shownZones();
  if (view === "closing") return zonesNow();
  const zone = get("zone", shownScale()?.zone);
  return zone ? [zone] : [];
}

/** The words above the question: for a screen that has been blanked, that it has. */
export const shownHeading = () => t(shownView() === "blank" ? "member.room.blank" : "member.room.heading");

/** Whether the stage has the next steps and dates, to be answered there. */
export function stageHasFollowUp() {
  return !myBreakoutZone() && ["steps", "closing", "end"].indexOf(shownView()) >= 0;
}
