// @ts-check
// The report so far: snapshots with their captions, the chair's own text, and who may read it.
import { html } from "../../../vendor/preact.js";
import { page } from "../../core/page-data.js";
import { one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Icon } from "../../ui/icon.js";
import { Status } from "../../ui/status.js";
import { t } from "../../ui/words.js";
import { commandHandler } from "../shell/commands.js";
import { writingReport } from "../shell/screen-state.js";
import { PictureToShare } from "./picture-to-share.js";
import { ReportText } from "./report-fields.js";
import { SharedReportLink } from "./shared-report-link.js";
import { Snapshots } from "./snapshots.js";

export function ReportPanel() {
  const state = one("meeting")?.state;
  if (!one("report") || state === "waiting") return null;
  const closed = state === "closed";
  return html`<section class="panel" aria-labelledby="report-h">
    <div class="row apart">
      <h2 id="report-h">${t("chair.report.heading")}</h2>
      ${
        !closed &&
        html`<a class="button plain small" href=${page.urls.report} target="_blank">
          <${Icon} name="file-text" /> ${t("chair.report.open")}
        </a>`
      }
    </div>
    ${
      one("meeting")?.keeps === "pictures"
        ? html`<${Snapshots} />`
        : html`<p class="soft small-text">${t("chair.snapshots.none_kept")}</p>`
    }
    <div class="row"><${WriteReport} /></div>
    ${!closed && html`<${ReportWords} rows=${3} /><${Share} />`}
  </section>`;
}

/** Opens the whole report for writing. @param {{first?: boolean}} props */
export function WriteReport({ first = false }) {
  return html`<button
    type="button"
    class=${first ? "button first" : "button tint small"}
    aria-expanded=${writingReport.value}
    onClick=${() => (writingReport.value = !writingReport.value)}
  >
    <${Icon} name="pencil" /> ${t("chair.drawer.open")}
  </button>`;
}

/** The chair's introduction and conclusions. @param {{rows: number}} props */
export function ReportWords({ rows }) {
  // While the drawer is open, these texts are there and not here.
  if (!one("report") || writingReport.value) return null;
  return html`
    <${ReportText} field="introduction" rows=${rows} />
    <${ReportText} field="conclusions" rows=${rows} hint=${t("chair.report.conclusions_hint")} />
  `;
}

/** Who may read the report, and the link to the page that sends it. */
export function Share() {
  if (!isChair()) return null;
  const published = Boolean(one("report")?.published);
  return html`<div class="share">
    <button
      type="button"
      class="button quiet small"
      onClick=${commandHandler(published ? "report.unpublish" : "report.publish")}
    >
      <${Icon} name=${published ? "eye-off" : "share-2"} /> ${t(
        published ? "chair.report.unpublish" : "chair.report.publish",
      )}
    </button>
    <${Status} class="soft small-text">${t(published ? "chair.report.is_public" : "chair.report.is_private")}</>
    ${published && html`<${SharedReportLink} />`}
    <${PictureToShare} />
    <a class="button quiet small" href=${page.urls.send} target="_blank">
      <${Icon} name="send" /> ${t("chair.report.send")}
    </a>
  </div>`;
}
