// @ts-check
// The scale for the room: its line of numbers is there from the start, and when the chair shows the spread, it grows
// from that line. Until then the board says only how many people have answered.
import { html, useRef, useState } from "../../../vendor/preact.js";
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

/** With more notes than this they have more of the screen than the scale, or all of them would take many pages. */
const MANY_NOTES = 8;
/** Some notes less are no reason to change back. */
const FEW_NOTES = 5;

export function Scale() {
  const scale = scaleOnBoard();
  const zone = get("zone", scale?.zone);
  const n = zone ? notesOf(zone.id).length : 0;
  const [turns, setTurns] = useState(0);
  const many = useMany(n, turns);
  if (!scale) return html`<p class="board-empty">${t("board.no_scale")}</p>`;
  const isSpread = Boolean(scale.shown && scale.counts);
  const hasNotes = Boolean(zone && (isSpread || n));
  // The spread can be narrow; how to answer is in words, which cannot.
  return html`<section class=${`board-scale ${hasNotes ? "with-notes" : ""} ${isSpread && many ? "many" : ""}`}>
    <div class="board-scale-main">
      ${isSpread ? html`<${ShownSpread} scale=${scale} />` : html`<${WaitingForAnswers} scale=${scale} />`}
    </div>
    ${hasNotes && html`<${WallZones} zones=${[zone]} onTurn=${setTurns} />`}
  </section>`;
}

/**
 * Whether there are many notes; it changes only when a page turns, so that nobody who reads is disturbed.
 * @param {number} n @param {number} turns
 */
function useMany(n, turns) {
  const last = useRef({ turns: -1, many: false });
  if (last.current.turns !== turns) last.current = { turns, many: n > (last.current.many ? FEW_NOTES : MANY_NOTES) };
  return last.current.many;
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
