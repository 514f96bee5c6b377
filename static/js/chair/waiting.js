// @ts-check
import { html } from "../../vendor/preact.js";
import { page } from "../live/facts.js";
import { one } from "../live/records.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";

/** Before the start: three things to do, in order. */
export function Waiting() {
  if (one("meeting")?.state !== "waiting") return null;
  return html`<section class="card stack tight chair-waiting" aria-labelledby="waiting-h">
    <h2 id="waiting-h">${t("chair.waiting.heading")}</h2>
    <ol class="stack tight numbered">
      <li>${t("chair.waiting.board")} <a href=${page.urls.links} target="_blank">${t("chair.waiting.links")}</a></li>
      <li>${t("chair.waiting.join", { code: `${page.code.slice(0, 3)} ${page.code.slice(3)}`, url: page.short_url })}</li>
      <li><${Icon} name="play" /> ${t("chair.waiting.start")}</li>
    </ol>
  </section>`;
}
