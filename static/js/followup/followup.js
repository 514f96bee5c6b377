// @ts-check
// What comes next, for a member: the check of the group while it is open, next steps, the next date, who should be here.
import { html } from "../../vendor/preact.js";
import { all, one } from "../core/records.js";
import { Review } from "./health-check.js";
import { Invites } from "./invitations.js";
import { Dates, NextMeeting } from "./next-meeting.js";
import { Steps } from "./next-steps.js";

/** Whether there is something to see: once the meeting has begun always, before it what was carried on. */
export function threadToSee() {
  const state = one("meeting")?.state;
  return state === "live" || all("step").length > 0 || all("date").length > 0 || Boolean(one("next"));
}

export function Thread() {
  return html`<div class="thread stack loose"><${Review} /><${NextMeeting} /><${Dates} /><${Steps} /><${Invites} /></div>`;
}
