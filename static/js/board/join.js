// @ts-check
import { html } from "../../vendor/preact.js";
import { page } from "../live/facts.js";
import { one } from "../live/records.js";
import { hereCounts } from "../member/people.js";
import { t } from "../ui/words.js";
import { spoken } from "./footer.js";

/** How to come in: large enough for the back row. */
export function Join() {
  const { room, remote } = hereCounts();
  return html`<section class="board-join">
    <img src=${page.urls.qr} alt=${t("board.qr", { url: page.join_url })} />
    <div class="board-join-words">
      <h2>${t("board.join.how")}</h2>
      <p class="board-join-url">${page.short_url}</p>
      <p class="board-join-code">${spoken}</p>
      <p class="soft">${t("board.join.no_name")}</p>
      <p class="board-here">${t("common.in_room", { n: room })} · ${t("common.remote", { n: remote })}</p>
      <p><span class="pill"><bdi>${one("meeting")?.recording}</bdi></span></p>
    </div>
  </section>`;
}
