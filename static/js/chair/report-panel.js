// @ts-check
// The report so far: the chair's own words, and who may read it.
import { html } from "../../vendor/preact.js";
import { page } from "../live/facts.js";
import { one } from "../live/records.js";
import { Autosave } from "../ui/autosave.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { giving } from "./give.js";

export function ReportPanel() {
  const report = one("report");
  if (!report) return null;
  return html`<section class="panel" aria-labelledby="report-h">
    <h2 id="report-h">${t("chair.report.heading")}</h2>
    <${Autosave} label=${t("chair.report.introduction")} value=${report.introduction} name="report.edit" args=${{}} field="introduction" rows=${3} limit=${8000} />
    <${Autosave} label=${t("chair.report.conclusions")} value=${report.conclusions} name="report.edit" args=${{}} field="conclusions" rows=${4} limit=${8000} />
    <div class="row">
      <a class="button quiet small" href=${page.urls.report} target="_blank"><${Icon} name="file-text" /> ${t("chair.report.open")}</a>
      <button type="button" class=${`button quiet small ${report.published ? "on" : ""}`} aria-pressed=${report.published} onClick=${giving(report.published ? "report.unpublish" : "report.publish")}>${t(report.published ? "chair.report.unpublish" : "chair.report.publish")}</button>
    </div>
    <p class="soft small-text">${t(report.published ? "chair.report.is_public" : "chair.report.is_private")}</p>
  </section>`;
}
