// @ts-check
// What comes next, for the chair: the next steps, the next meeting, invitations and the health check.
import { html } from "../../../vendor/preact.js";
import { all, one } from "../../core/records.js";
import { HealthCheckSpread } from "../../followup/health-check.js";
import { NextSteps } from "../../followup/next-steps.js";
import { answeredWords } from "../../ui/answered.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { ResourceOffers } from "../report/resource-offers.js";
import { askFirst } from "../shell/ask-first.js";
import { runCommand } from "../shell/commands.js";
import { InvitationsPanel } from "./invitations-panel.js";
import { NextMeetingPanel } from "./next-meeting-panel.js";

export function FollowUpPanel() {
  const state = one("meeting")?.state;
  if (state === "waiting" && !all("step").length && !one("review")) return null;
  return html`<section class="panel thread" aria-labelledby="thread-h">
    <h2 id="thread-h">${t("thread.heading")}</h2>
    <${NextSteps} level=${3} onTakeOff=${takeOff} />
    <${NextMeetingPanel} />
    <${InvitationsPanel} />
    <${ResourceOffers} id="offers-h" />
    <${HealthCheckPanel} />
  </section>`;
}

/** A name that somebody put on a step. @param {string} step @param {string} name */
const takeOff = (step, name) => askFirst("step.withdraw", { step, name }, t("thread.steps.take_off", { name }));

/** The private health check of the group, done now and then. */
function HealthCheckPanel() {
  const review = one("review");
  const closed = one("meeting")?.state === "closed";
  const open = review?.state === "open";
  if (closed && !review) return null;
  return html`<section class="stack tight" aria-labelledby="review-h">
    <h3 id="review-h">${t("thread.review.heading")}</h3>
    ${
      !open &&
      html`<p class="soft small-text">
        ${t(review?.due && review.state === "waiting" ? "chair.review.due" : "chair.review.about")}
      </p>`
    }
    ${review && open && html`<p class="soft small-text num">${answeredWords(review)}</p>`}
    ${review && !open && html`<${HealthCheckSpread} review=${review} />`}
    ${
      !closed &&
      !review?.settled &&
      html`<button
        type="button"
        class=${`button small ${review?.due && !open ? "tint" : "quiet"}`}
        onClick=${() => (open ? askFirst("review.close", {}, t("chair.review.close")) : runCommand("review.open"))}
      >
        <${Icon} name=${open ? "check" : "users"} /> ${t(
          open ? "chair.review.close" : review?.state === "closed" ? "chair.review.reopen" : "chair.review.open",
        )}
      </button>`
    }
  </section>`;
}
