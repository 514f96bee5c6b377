// @ts-check
// The close: what was useful, and what became of the hopes once enough people have said so for themselves.
import { html } from "../../vendor/preact.js";
import { zonesOfKind } from "../agenda/kinds.js";
import { HopesSpread } from "../hopes/spread.js";
import { one } from "../live/records.js";
import { t } from "../ui/words.js";
import { WallOf } from "./wall.js";

export function Closing() {
  const zones = zonesOfKind();
  const hopes = one("hopes");
  const back = hopes && (hopes.state === "open" || hopes.spread);
  if (!zones.length && !back) return html`<p class="board-empty board-thanks">${t("board.end.thanks")}</p>`;
  return html`<section class=${`board-closing ${zones.length && back ? "with-hopes" : ""}`}>
    ${zones.length > 0 && html`<div class="board-closing-wall"><${WallOf} zones=${zones} /></div>`}
    ${back && html`<aside class="board-hopes" aria-label=${t("hopes.heading")}>
      <h2>${t("hopes.heading")}</h2>
      ${hopes.state === "open" && html`<p>${t("hopes.on_screens")}</p>`}
      <${HopesSpread} />
      <p class="soft">${t("hopes.nobody_sees")}</p>
    </aside>`}
  </section>`;
}
