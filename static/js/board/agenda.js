// @ts-check
import { html } from "../../vendor/preact.js";
import { RunningOrder } from "../agenda/running-order.js";

/** The running order; a long one takes two columns. */
export function Agenda() {
  return html`<section class="board-agenda"><${RunningOrder} /></section>`;
}
