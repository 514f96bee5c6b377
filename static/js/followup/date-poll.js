// @ts-check
// When do we meet next? Everyone marks alone; all see how many can come, and never who.
import { html } from "../../vendor/preact.js";
import { send } from "../core/outbox.js";
import { all, one } from "../core/records.js";
import { sayRefusal } from "../ui/toast.js";
import { when } from "../ui/dates.js";
import { t } from "../ui/words.js";

const ANSWERS = ["can", "maybe", "cannot"];

/** The proposed dates, the earliest first. */
export function datesToSee() {
  return all("date").sort((a, b) => a.at - b.at);
}

/** How many can come. @param {any} date */
export function dateCounts(date) {
  return t("thread.dates.counts", { can: date.can, maybe: date.maybe, cannot: date.cannot });
}

export function Dates() {
  const dates = datesToSee();
  if (!dates.length || one("next") || one("meeting")?.state === "closed") return null;
  return html`<section class="stack tight" aria-labelledby="dates-h">
    <h2 id="dates-h">${t("thread.dates.heading")}</h2>
    <p class="soft small-text">${t("thread.dates.about")}</p>
    <ul class="stack">${dates.map((date) => html`<${OneDate} key=${date.id} date=${date} />`)}</ul>
  </section>`;
}

/** @param {{date: any}} props */
export function OneDate({ date }) {
  const mine = all("date_mark").find((mark) => mark.date === date.id)?.answer;
  const mark = (/** @type {string} */ answer) => send("date.mark", { date: date.id, answer: mine === answer ? null : answer }).then(sayRefusal);
  return html`<li class="date-card">
    <p><b>${when(date.at)}</b></p>
    ${!date.settled && html`<div class="step-states" role="group" aria-label=${t("thread.dates.label", { when: when(date.at) })}>
      ${ANSWERS.map((answer) => html`<button key=${answer} type="button" class="step-say" aria-pressed=${mine === answer} onClick=${() => mark(answer)}>${t(`thread.dates.${answer}`)}</button>`)}
    </div>`}
    <p class="soft small-text num">${dateCounts(date)}</p>
  </li>`;
}
