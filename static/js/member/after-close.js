// @ts-check
// After the close: thanks, the report once it is shared, and the way to hear about the next meeting.
import { html } from "../../vendor/preact.js";
import { page } from "../core/page-data.js";
import { one } from "../core/records.js";
import { NextMeetingDetails } from "../followup/next-meeting.js";
import { t } from "../ui/words.js";

/** Thanks, the next meeting, and the report once it is shared. */
export function AfterClose() {
  const report = one("report");
  const next = one("next");
  return html`<section class="notice stack tight">
    <h2>${t("member.closed.thanks")}</h2>
    <p>${t(report?.published ? "member.closed.report_ready" : "member.closed.report_later")}</p>
    ${next && html`<h3>${t("thread.next.heading")}</h3><${NextMeetingDetails} next=${next} />`}
    ${
      report?.published && html`<p><a class="button" href=${page.urls.report}>${t("member.closed.open_report")}</a></p>`
    }
    <${KeepInTouch} thanks />
  </section>`;
}

/** @param {{thanks?: boolean}} props */
export const KeepInTouch = ({ thanks = false }) =>
  (one("meeting")?.state === "closed") === thanks &&
  html`<p class="in-touch">
    ${t("member.in_touch.ask")} <a href=${page.urls.attendance}>${t("member.in_touch.link")}</a>
  </p>`;
