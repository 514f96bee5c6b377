// @ts-check
// The scale for the room: its line of numbers is there from the start, and when the chair shows the spread, it grows
// from that line. Until then the board says only how many people have answered.
import { html } from "../../../vendor/preact.js";
import { get } from "../../core/records.js";
import { Ends } from "../../scale/slider.js";
import { Spread, Steps } from "../../scale/spread.js";
import { Answered, answeredWords } from "../../ui/answered.js";
import { countedWords } from "../../ui/counted-note.js";
import { t } from "../../ui/words.js";
import { notesOf } from "../../wall/queries.js";
import { PeopleDots } from "../people.js";
import { scaleOnBoard } from "../showing.js";
import { WallZones } from "./wall.js";

export function Scale() {
  const scale = scaleOnBoard();
  if (!scale) return html`<p class="board-empty">${t("board.no_scale")}</p>`;
  const zone = get("zone", scale.zone);
  const hasNotes = Boolean(zone && ((scale.shown && scale.counts) || notesOf(zone.id).length));
  return html`<section class=${`board-scale ${hasNotes ? "with-notes" : ""}`}>
    <div class="board-scale-main">
      ${
        scale.shown && scale.counts
          ? html`<${ShownSpread} scale=${scale} />`
          : html`<${WaitingForAnswers} scale=${scale} />`
      }
    </div>
    ${hasNotes && html`<${WallZones} zones=${[zone]} />`}
  </section>`;
}

/** @param {{scale: ScaleRecord}} props */
function ShownSpread({ scale }) {
  return html`
    <${Spread} scale=${scale} big />
    <div class="board-under"><p>${t("scale.each")}</p><${Answered} question=${scale} /></div>
  `;
}

/** @param {{scale: ScaleRecord}} props */
function WaitingForAnswers({ scale }) {
  return html`
    <div class="board-scale-waiting">
      <p class="board-answered num">${answeredWords(scale)}</p>
      <${PeopleDots} of=${scale.asked} full=${scale.received} />
      <p class="board-scale-how">${instruction(scale)}</p>
    </div>
    <div class="spread spread-big no-counts"><${Steps} scale=${scale} big /><${Ends} scale=${scale} /></div>
  `;
}

/** @param {ScaleRecord} scale */
function instruction(scale) {
  const why = scale.shown && countedWords(scale, 0, scale.state === "closed", true);
  return why || t(scale.state === "open" ? "board.scale.how" : "board.scale.closed");
}
