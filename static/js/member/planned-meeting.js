// @ts-check
// Before the start: when and where the meeting is, how to join, and the way to its agenda and into a calendar.
import { html } from "../../vendor/preact.js";
import { when } from "../agenda/start-time.js";
import { page } from "../core/page-data.js";
import { one } from "../core/records.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";

export function PlannedMeeting() {
  const meeting = one("meeting");
  if (!meeting || (!meeting.starts_at && !meeting.venue && !meeting.cancelled)) return null;
  const { starts_at: at, venue, cancelled } = meeting;
  const calendar = t(cancelled ? "member.planned.calendar_off" : "member.planned.calendar");
  return html`<section class="kind stack tight planned" aria-labelledby="planned-h">
    <h2 id="planned-h">${t(cancelled ? "agenda.cancelled" : "member.planned.heading")}</h2>
    ${at && html`<p class="next-when"><${Icon} name="clock" /> <span>${when(at)}</span></p>`}
    ${venue && html`<p class="next-venue"><${Icon} name="house" /> <bdi>${venue}</bdi></p>`}
    ${!cancelled && html`<p class="soft small-text">${t("member.planned.join")}</p>`}
    <p class="row">
      ${at && html`<a class="button quiet small" href=${page.urls.meeting_ics} download>${calendar}</a>`}
      <a class="button quiet small" href=${page.urls.agenda} target="_blank">${t("member.planned.agenda")}</a>
    </p>
  </section>`;
}
