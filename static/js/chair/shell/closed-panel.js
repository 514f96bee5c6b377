// @ts-check
// After the close: what is left to write while memories are fresh, and the report.
import { html } from "../../../vendor/preact.js";
import { one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { ReportWords, Share } from "../report/report-panel.js";
import { commandHandler } from "./commands.js";

export function ClosedPanel() {
  if (one("meeting")?.state !== "closed") return null;
  return html`<section class="chair-card" aria-labelledby="after-h">
    <h2 id="after-h">${t("chair.after.heading")}</h2>
    <p>${t("chair.after.about")}</p>
    <${ReportWords} rows=${5} />
    <div class="row">
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
