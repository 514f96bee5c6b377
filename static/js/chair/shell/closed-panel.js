// @ts-check
// After the close: what is left to write while memories are fresh, and the report.
import { html } from "../../../vendor/preact.js";
import { page } from "../../core/page-data.js";
import { all, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { ReportWords, Share, WriteReport } from "../report/report-panel.js";
import { commandHandler } from "./commands.js";

export function ClosedPanel() {
  if (one("meeting")?.state !== "closed") return null;
  const withoutCaption = all("snapshot").filter((snapshot) => !snapshot.caption).length;
  return html`<section class="chair-card" aria-labelledby="after-h">
    <h2 id="after-h">${t("chair.after.heading")}</h2>
    <p>${t("chair.after.about")}${withoutCaption > 0 ? ` ${t("chair.after.bare", { n: withoutCaption })}` : ""}</p>
    <${ReportWords} rows=${5} />
    <div class="row">
      <${WriteReport} />
      <a class="button" href=${page.urls.report} target="_blank">
        <${Icon} name="file-text" /> ${t("chair.report.open")}
      </a>
      <${Share} />
    </div>
    ${
      isChair() &&
      html`<p class="soft small-text row">
        ${t("chair.after.reopen_about")} <button
          type="button"
          class="button plain small"
          onClick=${commandHandler("meeting.reopen")}
        >
          <${Icon} name="door-open" /> ${t("chair.reopen")}
        </button>
      </p>`
    }
  </section>`;
}
