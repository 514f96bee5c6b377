// @ts-check
import { html } from "../../vendor/preact.js";
import { all } from "../live/records.js";
import { t } from "../ui/words.js";

/** The close: thanks, and what was made together. */
export function End() {
  return html`<section class="board-end">
    <h2>${t("board.end.thanks")}</h2>
    <p>${t("board.end.made", { n: all("note").length })}</p>
    <p class="soft">${t("board.end.report")}</p>
  </section>`;
}
