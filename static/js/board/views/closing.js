// @ts-check
// The closing section: what was useful, when the next meeting is once its date is set, and what became of the hopes
// once enough people have said so.
import { html } from "../../../vendor/preact.js";
import { zonesNow } from "../../agenda/section-kinds.js";
import { one } from "../../core/records.js";
import { HopesSpread } from "../../hopes/hopes-spread.js";
import { t } from "../../ui/words.js";
import { Fit } from "../layout/fit.js";
import { NextMeetingTime } from "./end.js";
import { WallZones } from "./wall.js";

/** The date and the hopes belong together, so their letters are smaller before they are on two pages. */
const SMALLEST_SIDE = 0.5;

export function Closing() {
  const zones = zonesNow();
  const hopes = one("hopes");
  const back = hopes && (hopes.state === "open" || hopes.spread);
  const side = back || one("next");
  if (!zones.length && !side) return html`<p class="board-empty board-thanks">${t("board.end.thanks")}</p>`;
  return html`<section class=${`board-closing ${zones.length && side ? "with-side" : ""}`}>
    ${zones.length > 0 && html`<${WallZones} zones=${zones} />`}
    ${
      side &&
      html`<div class="board-paged">
        <${Fit} class="board-closing-side" paged=${SMALLEST_SIDE}>
          <${NextMeetingTime} />
          ${back && html`<${Hopes} hopes=${hopes} />`}
        <//>
      </div>`
    }
  </section>`;
}

/** @param {{hopes: HopesRecord}} props */
function Hopes({ hopes }) {
  return html`<aside class="board-hopes" aria-label=${t("hopes.heading")} data-item>
    <h2>${t("hopes.heading")}</h2>
    ${hopes.state === "open" && html`<p>${t("hopes.on_screens")}</p>`}
    <${HopesSpread} />
  </aside>`;
}
