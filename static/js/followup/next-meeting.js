// @ts-check
// The next meeting, once it is fixed: when, where, the call, and a way into one's own calendar.
import { html } from "../../vendor/preact.js";
import { page } from "../core/page-data.js";
import { one } from "../core/records.js";
import { Icon } from "../ui/icon.js";
import { when } from "../ui/dates.js";
import { t } from "../ui/words.js";

export function NextMeeting() {
  const next = one("next");
  if (!next) return null;
  return html`<section class="next-card stack tight" aria-labelledby="next-h">
    <h2 id="next-h">${t("thread.next.heading")}</h2>
    <${NextFacts} next=${next} />
  </section>`;
}

/** @param {{next: any}} props */
export function NextFacts({ next }) {
  return html`${next.title && html`<p><b dir="auto">${next.title}</b></p>`}
    <p class="next-when"><${Icon} name="clock" /> ${when(next.at)}</p>
    ${next.venue && html`<p class="next-venue"><${Icon} name="house" /> <bdi>${next.venue}</bdi></p>`}
    <p class="row">${page.urls.next_ics && html`<a class="button quiet small" href=${page.urls.next_ics} download>${t("thread.next.calendar")}</a>`}
      ${next.video_url && html`<a class="button quiet small" href=${next.video_url} target="_blank" rel="noopener noreferrer"><${Icon} name="video" /> ${t("thread.next.video")}</a>`}</p>`;
}
