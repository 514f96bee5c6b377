// @ts-check
import { html } from "../../vendor/preact.js";
import { ClockFace, ClockLine } from "../agenda/clock-face.js";
import { place } from "../agenda/running-order.js";
import { one } from "../live/records.js";
import { Status } from "../ui/status.js";
import { t } from "../ui/words.js";

/** Where we are, whether all is saved, and the clock. */
export function Header() {
  const { n, m, section } = place();
  const meeting = one("meeting");
  const started = meeting && meeting.state !== "waiting";
  return html`<header class="member-head">
    <div class="grow">
      <p class="soft small-text row"><span>${section ? t("agenda.part_of", { n, m }) : t(started ? "agenda.finished" : "agenda.not_started")}</span><span aria-hidden="true">·</span><${Status} /></p>
      <h1 dir="auto">${section ? section.title : meeting?.title}</h1>
    </div>
    <${ClockFace} />
    <${ClockLine} />
  </header>`;
}
