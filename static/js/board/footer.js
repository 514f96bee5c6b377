// @ts-check
import { html } from "../../vendor/preact.js";
import { page } from "../live/facts.js";
import { one } from "../live/records.js";
import { hereCounts } from "../member/people.js";
import { t } from "../ui/words.js";

/** A code as it is read out: two groups of three. */
export const spoken = `${page.code.slice(0, 3)} ${page.code.slice(3)}`;

/** How to join, who is here, how it is recorded. */
export function Footer() {
  const { room, remote } = hereCounts();
  return html`<footer class="board-foot">
    <img src=${page.urls.qr} alt=${t("board.qr", { url: page.join_url })} />
    <div><p class="soft">${t("common.join_in", { url: page.short_url })}</p><p class="board-code">${spoken}</p></div>
    <p class="soft board-here">${t("common.in_room", { n: room })} · ${t("common.remote", { n: remote })}</p>
    <p class="pill"><bdi>${one("meeting")?.recording}</bdi></p>
  </footer>`;
}
