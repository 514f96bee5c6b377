// @ts-check
// Next steps for the room: those carried on from earlier meetings with what we noticed, and the new ones.
import { html } from "../../../vendor/preact.js";
import { stepsByOrigin } from "../../followup/next-steps.js";
import { STEP_STATES } from "../../followup/step-card.js";
import { formatDay } from "../../ui/dates.js";
import { Icon } from "../../ui/icon.js";
import { listed } from "../../ui/lists.js";
import { t } from "../../ui/words.js";

export function NextSteps() {
  const { carried, fresh } = stepsByOrigin();
  const steps = carried.concat(fresh);
  if (!steps.length) return html`<p class="board-empty">${t("thread.steps.none")}</p>`;
  return html`<ul class="board-steps">
    ${steps.map(
      (step) => html`<li key=${step.id} class=${`board-step step-${step.state}`} data-item>
        <${State} step=${step} />
        <div><p class="board-step-what" dir="auto">${step.what}</p><${Facts} step=${step} /></div>
      </li>`,
    )}
  </ul>`;
}

/** @param {{step: StepRecord}} props */
function State({ step }) {
  const known = STEP_STATES.find(([state]) => state === step.state);
  return html`<${Icon} name=${known ? known[1] : "flag"} />`;
}

/** @param {{step: StepRecord}} props */
function Facts({ step }) {
  const known = STEP_STATES.find(([state]) => state === step.state);
  const facts = [
    known && html`<b>${t(`thread.state.${known[0]}`)}</b>`,
    step.who.length > 0 && html`<bdi>${listed(step.who)}</bdi>`,
    step.by_when && t("thread.steps.by", { day: formatDay(step.by_when) }),
    step.notice && html`${t("thread.steps.notices")} <bdi>${step.notice}</bdi>`,
  ].filter(Boolean);
  return (
    facts.length > 0 &&
    html`<p class="board-step-facts">${facts.map((fact, n) => html`<span key=${n}>${fact}</span>`)}</p>`
  );
}
