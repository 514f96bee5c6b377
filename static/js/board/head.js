// @ts-check
import { html } from "../../vendor/preact.js";
import { ClockFace, ClockLine } from "../agenda/clock-face.js";
import { place } from "../agenda/running-order.js";
import { status } from "../live/connection.js";
import { one } from "../live/records.js";
import { t } from "../ui/words.js";

/**
 * Where we are, the question, and the clock.
 * @param {{plain: boolean}} props  `plain`: the meeting's name alone.
 */
export function Head({ plain }) {
  const { n, m, section } = place();
  const meeting = one("meeting");
  const shown = section && !plain;
  return html`<header class="board-head">
      <div class="grow">
        <p class="board-part">${shown ? html`${t("agenda.part_of", { n, m })} · <bdi>${section.title}</bdi>` : html`<bdi>${meeting?.community}</bdi>`}</p>
        <h1 dir="auto">${shown ? section.prompt || section.title : meeting?.title}</h1>
      </div>
      ${status.value !== "live" && html`<p class="pill board-away" role="status">${t("board.away")}</p>`}
      ${shown && html`<${ClockFace} words />`}
    </header>
    ${shown ? html`<${ClockLine} />` : html`<div></div>`}`;
}
