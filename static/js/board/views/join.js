// @ts-check
// How to join: large enough for the back row.
import { html } from "../../../vendor/preact.js";
import { startWords } from "../../agenda/start-time.js";
import { joinQr, joinUrl, spokenCode } from "../../core/join-code.js";
import { page } from "../../core/page-data.js";
import { get, one } from "../../core/records.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { presentCounts } from "../../voices/queries.js";
import { PeopleDots, PresentCounts } from "../people.js";

export function Join() {
  const meeting = one("meeting");
  const { room, remote } = presentCounts();
  if (meeting?.cancelled) return html`<section class="board-end"><h2>${startWords()}</h2></section>`;
  return html`<section class="board-join">
    <div class="board-join-qr"><img src=${joinQr()} alt=${t("board.qr", { url: joinUrl() })} /></div>
    <div class="board-join-words">
      ${
        meeting?.locked
          ? html`<p class="board-join-how"><${Icon} name="lock" /> ${t("board.locked")}</p>`
          : html`<p class="board-join-how">${t("board.join.how")}</p>`
      }
      <p class="board-join-url">${page.short_url}</p>
      <p class="board-join-code" translate=${false}><bdi dir="ltr">${spokenCode()}</bdi></p>
      <p class="soft">${t("board.join.no_name")}</p>
      <div class="board-join-here">
        <${PresentCounts} />
        <${PeopleDots} of=${room + remote} full=${room + remote} />
      </div>
      <p class="soft" dir="auto">${lineOfWelcome() || (meeting?.state === "waiting" ? startWords() : t("board.join.any_time"))}</p>
    </div>
  </section>`;
}

/** The chair's line of welcome, unless it is what the heading says. */
function lineOfWelcome() {
  const now = one("on_now");
  const line = now?.view === "welcome" ? get("section", now.section)?.line : "";
  return line === now?.question ? "" : line;
}
