// @ts-check
// The running order for the room: the current section, what comes next, and whether we will end on time.
import { html } from "../../../vendor/preact.js";
import { FinishTime } from "../../agenda/finish-time.js";
import { RunningOrder } from "../../agenda/running-order.js";
import { all } from "../../core/records.js";

/**
 * So many sections fit on a board of any size, because its letters grow with it; fewer above the line of raised hands.
 */
const MOST_PARTS = 12;
const MOST_WITH_HANDS = 9;
/** With no more sections than this there is room for larger letters. */
const FEW_PARTS = 7;

export function Agenda() {
  const few = all("section").length <= FEW_PARTS;
  return html`<section class=${`board-agenda ${few ? "few" : ""}`}>
    <${RunningOrder} most=${all("hand").length ? MOST_WITH_HANDS : MOST_PARTS} prompt=${few} />
    <${FinishTime} />
  </section>`;
}
