// @ts-check
// What comes next, for a participant: the health check while it is open, next steps, the next date, and invitations.
import { html } from "../../vendor/preact.js";
import { all, one } from "../core/records.js";
import { lateView } from "../ui/late.js";
import { HealthCheck } from "./health-check.js";
import { Invitations } from "./invitations.js";
import { DatePoll, NextMeeting } from "./next-meeting.js";
import { NextSteps } from "./next-steps.js";

/** Not among what is needed at first. */
const Resources = lateView(
  () => import("../resources/resources.js"),
  (module) => module.Resources,
);

/** Whether there is anything to show: always once the meeting has begun; before that, what an earlier meeting left. */
export function hasFollowUp() {
  const state = one("meeting")?.state;
  return state === "live" || all("step").length > 0 || all("date").length > 0 || Boolean(one("next"));
}

/** @param {{withoutNext?: boolean}} props `withoutNext`: when the next meeting is stands beside it. */
export function FollowUp({ withoutNext = false }) {
  // In a part for next steps, what everybody is asked comes first.
  const isForSteps = one("on_now")?.view === "steps";
  return html`<div class="thread stack loose">
    ${isForSteps && html`<${NextSteps} key="steps" />`}
    <${HealthCheck} key="check" />
    ${!withoutNext && html`<${NextMeeting} key="next" />`}
    <${DatePoll} key="dates" />
    ${!isForSteps && html`<${NextSteps} key="steps" />`}
    <${Invitations} key="invitations" />
    <${Resources} key="resources" />
  </div>`;
}
