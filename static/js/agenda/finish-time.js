// @ts-check
// Whether the meeting will end on time, in one calm sentence about the plan, not about anybody.
import { html } from "../../vendor/preact.js";
import { one } from "../core/records.js";
import { formatTime } from "../ui/dates.js";
import { t } from "../ui/words.js";

/** A difference this small is not worth saying. */
const TOLERANCE_MINUTES = 2;

export function FinishTime() {
  const plan = one("plan");
  if (!plan?.finish) return null;
  const over = plan.planned_end ? Math.round((plan.finish - plan.planned_end) / 60000) : 0;
  const time = formatTime(plan.finish);
  const key = over > TOLERANCE_MINUTES ? "over" : over < -TOLERANCE_MINUTES ? "early" : "on_time";
  return html`<p class="finish-time">${t(`agenda.plan.${key}`, { n: Math.abs(over), time })}</p>`;
}
