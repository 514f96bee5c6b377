// @ts-check
// The running order for the room: the current section, what comes next, and whether we will end on time.
import { html } from "../../../vendor/preact.js";
import { FinishTime } from "../../agenda/finish-time.js";
import { RunningOrder } from "../../agenda/running-order.js";

export function Agenda() {
  return html`<section class="board-agenda">
    <${RunningOrder} prompt pages />
    <${FinishTime} />
  </section>`;
}
