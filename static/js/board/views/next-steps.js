// @ts-check
// Next steps for the room: those carried on from earlier meetings with what we noticed, and the new ones. They are read
// from eight metres away, so with more steps the letters become smaller down to a minimum, and after that there are
// pages.
import { html } from "../../../vendor/preact.js";
import { stepsByOrigin } from "../../followup/next-steps.js";
import { STEP_STATES } from "../../followup/step-card.js";
import { formatDay } from "../../ui/dates.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { PageDots, usePaging } from "../paging.js";

/** How many steps fit on one page. */
const STEPS_A_PAGE = 8;
/** With no more steps than this the letters are large; with no more than the next number, of medium size. */
const FEW = 4;
const SOME = 6;

export function NextSteps() {
  const { carried, fresh } = stepsByOrigin();
  const steps = carried.concat(fresh);
  const pages = Math.max(1, Math.ceil(steps.length / STEPS_A_PAGE));
  const { page } = usePaging(1, pages);
  if (!steps.length) return html`<p class="board-empty">${t("thread.steps.none")}</p>`;
  const shown = steps.slice(page * STEPS_A_PAGE, (page + 1) * STEPS_A_PAGE);
  const size = steps.length <= FEW ? "few" : steps.length <= SOME ? "some" : "many";
  return html`<section class=${`board-steps ${size}`}>
    <ul>
      ${shown.map(
        (step) => html`<li key=${step.id} class=${`board-step step-${step.state}`}>
          <${State} step=${step} />
          <div><p class="board-step-what" dir="auto">${step.what}</p><${Facts} step=${step} /></div>
        </li>`,
      )}
    </ul>
    <${PageDots} page=${page} pages=${pages} />
  </section>`;
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
    step.who.length > 0 && html`<bdi>${step.who.join(", ")}</bdi>`,
    step.by_when && t("thread.steps.by", { day: formatDay(step.by_when) }),
    step.notice && html`${t("thread.steps.notices")} <bdi>${step.notice}</bdi>`,
  ].filter(Boolean);
  return (
    facts.length > 0 &&
    html`<p class="board-step-facts">${facts.map((fact, n) => html`<span key=${n}>${fact}</span>`)}</p>`
  );
}
