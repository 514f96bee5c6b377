// @ts-check
import { html } from "../../vendor/preact.js";
import { one } from "../live/records.js";
import { t } from "../ui/words.js";
import { giving } from "./give.js";

const VIEWS = ["auto", "wall", "scale", "agenda", "join", "round"];

/** What the room sees. */
export function BoardPanel() {
  const board = one("board");
  return html`<section class="panel" aria-labelledby="board-h">
    <h2 id="board-h">${t("chair.board.heading")}</h2>
    <div class="screens">
      ${VIEWS.map((view) => html`<button key=${view} type="button" class=${`screen ${board?.view === view ? "on" : ""}`} aria-pressed=${board?.view === view} onClick=${giving("board.show", { view })}>${t(`chair.board.${view}`)}</button>`)}
    </div>
    ${board?.view === "auto" && html`<p class="soft small-text">${t("chair.board.now", { view: t(`chair.board.${board.showing}`) })}</p>`}
  </section>`;
}
