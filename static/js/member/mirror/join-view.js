// @ts-check
// Before the start, and during the welcome: how others join, and how many people are here.
import { html } from "../../../vendor/preact.js";
import { startWords } from "../../agenda/start-time.js";
import { PeopleDots, PresentCounts } from "../../board/people.js";
import { joinQr, joinUrl, spokenCode } from "../../core/join-code.js";
import { page } from "../../core/page-data.js";
import { one } from "../../core/records.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { presentCounts } from "../../voices/queries.js";

export function JoinView() {
  const meeting = one("meeting");
  const { room, remote } = presentCounts();
  const waiting = meeting?.state === "waiting";
  if (meeting?.cancelled) return html`<p><b>${startWords()}</b></p>`;
  return html`<div class="mirror-join">
    <img src=${joinQr()} alt=${t("board.qr", { url: joinUrl() })} />
    <div class="stack">
      ${waiting && html`<p>${startWords()}</p>`}
      ${
        meeting?.locked
          ? html`<p><${Icon} name="lock" /> ${t("board.locked")}</p>`
          : html`<p>${t("common.join_in", { url: page.short_url })}</p>`
      }
      <p class="mirror-code num" translate=${false}><bdi dir="ltr">${spokenCode()}</bdi></p>
      <${PresentCounts} />
      <${PeopleDots} of=${room + remote} full=${room + remote} />
    </div>
  </div>`;
}
