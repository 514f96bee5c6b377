// @ts-check
// The health check: where are we, as a group? Each person gives one of five answers. The spread is shown when the check
// is closed and enough people have answered.
import { html } from "../../vendor/preact.js";
import { send } from "../core/outbox.js";
import { all, one } from "../core/records.js";
import { answeredWords } from "../ui/answered.js";
import { CountedNote } from "../ui/counted-note.js";
import { formatDate } from "../ui/dates.js";
import { Icon } from "../ui/icon.js";
import { showRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";

/** @type {ReviewAnswerRecord["stage"][]} */
const STAGES = ["forming", "storming", "norming", "performing", "adjourning"];

export function HealthCheck() {
  const review = one("review");
  if (!review || review.state === "waiting") return null;
  return html`<section class="review stack tight" aria-labelledby="review-h">
    <h2 id="review-h">${t("thread.review.heading")}</h2>
    ${review.state === "open" ? html`<${Answer} review=${review} />` : html`<${HealthCheckSpread} review=${review} />`}
  </section>`;
}

/** @param {{review: ReviewRecord}} props */
function Answer({ review }) {
  const mine = myAnswer();
  const answer = (/** @type {ReviewAnswerRecord["stage"] | null} */ stage) =>
    send("review.answer", { stage }).then(showRefusal);
  return html`
    <p class="soft small-text">${t("thread.review.about")}</p>
    <div class="review-stages" role="group" aria-labelledby="review-h">
      ${STAGES.map(
        (stage) => html`<button
          key=${stage}
          type="button"
          class="step-say"
          aria-pressed=${mine === stage}
          onClick=${() => answer(stage)}
        >
          ${mine === stage && html`<${Icon} name="check" />`} ${t(`thread.stage.${stage}`)}
        </button>`,
      )}
    </div>
    ${
      mine &&
      html`<button type="button" class="button plain small" onClick=${() => answer(null)}>
        ${t("thread.review.take_back")}
      </button>`
    }
    <p class="soft small-text num">${answeredWords(review)}</p>
  `;
}

/** This person's answer, if there is one. */
function myAnswer() {
  return all("review_answer")[0]?.stage;
}

/** The answers as bars with their counts; those of earlier meetings below. @param {{review: ReviewRecord}} props */
export function HealthCheckSpread({ review }) {
  return html`
    ${review.state === "closed" && html`<p class="soft small-text">${t("thread.review.closed")}</p>`}
    ${review.counts && html`<${Stages} counts=${review.counts} />`}
    ${review.state === "closed" && html`<${CountedNote} question=${review} counted=${review.answers} over />`}
    ${
      review.memory.length > 0 &&
      html`<details class="review-earlier">
        <summary>${t("thread.review.earlier")}</summary>
        ${review.memory.map(
          (each, n) => html`<div key=${n}>
            <p class="soft small-text"><bdi>${each.title}</bdi>${each.at ? ` · ${formatDate(each.at)}` : ""}</p>
            <${Stages} counts=${each.counts} />
          </div>`,
        )}
      </details>`
    }
  `;
}

/** @param {{counts: Partial<Record<ReviewAnswerRecord["stage"], number>>}} props */
function Stages({ counts }) {
  const most = Math.max(1, ...STAGES.map((stage) => counts[stage] || 0));
  return html`<ul class="review-bars">
    ${STAGES.map(
      (stage) => html`<li key=${stage}>
        <span>${t(`thread.stage.${stage}`)}</span>
        <i aria-hidden="true" style=${`--share: ${(counts[stage] || 0) / most}`}></i>
        <b class="num">${counts[stage] || 0}</b>
      </li>`,
    )}
  </ul>`;
}
