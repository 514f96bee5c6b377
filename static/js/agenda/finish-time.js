// @ts-check
// Whether the meeting will end on time, in one calm sentence. Nobody is late: the plan is.
import { html } from "../../vendor/preact.js";
import { one } from "../core/records.js";
import { formatTime } from "../ui/dates.js";
import { t } from "../ui/words.js";

/** A minute or two says nothing. */
const ABOUT_MINUTES = 2;

export function FinishTime() {
  const plan = one("plan");
  if (!plan?.finish) return null;
  const over = plan.planned_end ? Math.round((plan.finish - plan.planned_end) / 60000) : 0;
  const time = formatTime(plan.finish);
  const key = over > ABOUT_MINUTES ? "over" : over < -ABOUT_MINUTES ? "early" : "on_time";
  return html`<p class="plan-line">${t(`agenda.plan.${key}`, { n: Math.abs(over), time })}</p>`;
}
