// @ts-check
// A small group's own wall on a laptop: one place, to be read whole.
import { html } from "../../vendor/preact.js";
import { t } from "../ui/words.js";
import { ZoneNotes } from "../wall/columns.js";
import { notesOf } from "../wall/queries.js";
import { ZoneState } from "../wall/zone-state.js";

/** @param {{zone: any}} props */
export function TeamWall({ zone }) {
  return html`<section class="wide-wall" aria-labelledby="wall-h">
    <div class="wide-wall-head stack tight"><h2 id="wall-h"><bdi>${zone.title}</bdi> <span class="soft num">${notesOf(zone.id).length}</span></h2>
      <p class="soft">${t("team.wall_about")}</p></div>
    <div class="scrolling team-wall" tabindex="0" role="group" aria-label=${zone.title}><${ZoneState} zone=${zone} /><${ZoneNotes} zone=${zone} waiting marking /></div>
  </section>`;
}
