// @ts-check
// How to join, how many people are here and how the meeting is recorded: always in the same place.
import { html } from "../../vendor/preact.js";
import { saves } from "../core/connection.js";
import { joinQr, joinUrl, spokenCode } from "../core/join-code.js";
import { page } from "../core/page-data.js";
import { one } from "../core/records.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { isStale } from "./auto-reload.js";
import { Fit } from "./layout/fit.js";
import { PresentCounts } from "./people.js";

/** @param {{join: boolean}} props  `join`: shows how to join; the view that shows it large leaves it out. */
export function BoardFooter({ join }) {
  const meeting = one("meeting");
  const inside = join && meeting?.state !== "closed" && !meeting?.cancelled;
  return html`<${Fit} as="footer" class="board-footer">
    ${inside && html`<${WayIn} locked=${meeting?.locked} />`}
    ${
      meeting?.paused &&
      meeting.state === "live" &&
      html`<p class="pill">
        <${Icon} name="pause" /> ${t("board.paused")}
      </p>`
    }
    ${!saves.value && html`<p class="pill"><${Icon} name="cloud-off" /> ${t("board.cannot_save")}</p>`}
    ${
      isStale.value
        ? html`<p class="pill board-away"><${Icon} name="loader" /> ${t("board.away")}</p>`
        : inside && html`<${PresentCounts} />`
    }
    <p class="pill board-recording"><${Icon} name="pencil" /> <bdi>${meeting?.recording}</bdi></p>
  <//>`;
}

/** @param {{locked: boolean}} props */
function WayIn({ locked }) {
  if (locked) return html`<p class="board-way-shut"><${Icon} name="lock" /> ${t("board.locked")}</p>`;
  return html`
    <img src=${joinQr()} alt=${t("board.qr", { url: joinUrl() })} />
    <div class="board-way">
      <p class="soft">${t("common.join_in", { url: page.short_url })}</p>
      <p class="board-code" translate=${false}><bdi dir="ltr">${spokenCode()}</bdi></p>
    </div>
  `;
}
