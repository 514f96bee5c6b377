// @ts-check
// One next step: its text, the people who added their names, by when, what we will notice, and how it went.
import { html } from "../../vendor/preact.js";
import { you } from "../core/connection.js";
import { send } from "../core/outbox.js";
import { all, get, one } from "../core/records.js";
import { isChairOrHelper } from "../core/roles.js";
import { formatDate, formatDay } from "../ui/dates.js";
import { Icon } from "../ui/icon.js";
import { showRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { EraseText } from "../wall/erase-text.js";
import { excerpt } from "../wall/queries.js";
import { editedStep } from "./step-dialog.js";

/** The states that people can set on a step, each with its icon. @type {[StepRecord["state"], string][]} */
export const STEP_STATES = [
  ["noticed", "circle-check"],
  ["going", "circle-dot"],
  ["let_go", "undo-2"],
];

/**
 * @template {CommandName} N
 * @param {N} name @param {CommandArgs[N]} args
 */
const command = (name, args) => send(name, args).then(showRefusal);

/** This person's own name on a step. @param {string} step */
const myOffer = (step) => all("offer").find((offer) => offer.step === step);

/** Which meeting a step comes from, in words. @param {NonNullable<StepRecord["from"]>} from */
function stepOrigin(from) {
  return from.at
    ? t("thread.steps.origin_day", { title: from.title, day: formatDate(from.at) })
    : t("thread.steps.origin", { title: from.title });
}

/** @param {{step: StepRecord, attributes: object, onTakeOff?: import("./next-steps.js").TakeOff}} props */
export function StepCard({ step, attributes, onTakeOff }) {
  const closed = one("meeting")?.state === "closed";
  const mine = isChairOrHelper() || (!closed && Boolean(get("mine", step.id)));
  const offer = myOffer(step.id);
  return html`<li ...${attributes} class=${`step-card step-${step.state}`} data-step=${step.id}>
    <p class="step-what" dir="auto">${step.what}</p>
    <${StepDetails} step=${step} />
    <${Who} step=${step} offer=${offer} onTakeOff=${onTakeOff} />
    <${HowItWent} step=${step} may=${isChairOrHelper() || (!closed && Boolean(offer))} />
    <div class="step-buttons">
      ${!closed && html`<${Offer} step=${step} offer=${offer} />`}
      ${
        mine &&
        html`<button
          type="button"
          class="button plain small step-change"
          aria-label=${t("thread.steps.change_label", { what: excerpt(step.what) })}
          onClick=${() => (editedStep.value = step.id)}
        >
          <${Icon} name="pencil" /> ${t("thread.steps.change")}
        </button>`
      }
      <${EraseText} kind="step" id=${step.id} words=${step.what} label=${excerpt(step.what)} />
    </div>
  </li>`;
}

/** @param {{step: StepRecord}} props */
function StepDetails({ step }) {
  return html`
    ${
      step.notice &&
      html`<p class="step-notice">
        <span class="soft">${t("thread.steps.notices")}</span> <bdi>${step.notice}</bdi>
      </p>`
    }
    ${
      (step.by_when || step.from) &&
      html`<p class="soft small-text step-facts">
        ${step.by_when && html`<span>${t("thread.steps.by", { day: formatDay(step.by_when) })}</span>`}
        ${step.from && html`<span>${stepOrigin(step.from)}</span>`}
      </p>`
    }
  `;
}

/**
 * Names, each added by that person. On the console one can be removed, if its owner asks.
 * @param {{step: StepRecord, offer: OfferRecord | undefined, onTakeOff?: import("./next-steps.js").TakeOff}} props
 */
function Who({ step, offer, onTakeOff }) {
  if (!step.who.length) return null;
  return html`<p class="step-who">
    <span class="soft">${t("thread.steps.who")}</span> ${step.who.map(
      (name, n) => html`<span key=${n} class="pill small-text">
        <bdi>${name}</bdi>
        ${
          onTakeOff &&
          offer?.name !== name &&
          html`<button
            type="button"
            class="step-off"
            aria-label=${t("thread.steps.take_off", { name })}
            onClick=${() => onTakeOff(step.id, name)}
          >
            <${Icon} name="x" />
          </button>`
        }
      </span>`,
    )}
  </p>`;
}

/**
 * Adds this person's name to a step, or removes it.
 * @param {{step: StepRecord, offer: OfferRecord | undefined}} props
 */
function Offer({ step, offer }) {
  const me = you.value ? get("person", you.value.id) : undefined;
  if (offer)
    return html`<button
      type="button"
      class="button quiet small"
      onClick=${() => command("step.withdraw", { step: step.id })}
    >
      <${Icon} name="x" /> ${t("thread.steps.withdraw")}
    </button>`;
  return (
    me &&
    html`<button type="button" class="button quiet small" onClick=${() => command("step.offer", { step: step.id })}>
      <${Icon} name="hand" /> <span>${t("thread.steps.offer", { name: me.name || me.marker })}</span>
    </button>`
  );
}

/** A button for each state; a second tap on the same one undoes it. @param {{step: StepRecord, may: boolean}} props */
function HowItWent({ step, may }) {
  if (!may) {
    const known = STEP_STATES.find(([state]) => state === step.state);
    return known ? html`<p class="step-state"><${Icon} name=${known[1]} /> ${t(`thread.state.${known[0]}`)}</p>` : null;
  }
  // A new step is not asked about until the meeting is closed; one from an earlier meeting is.
  if (!step.from && step.state === "open" && one("meeting")?.state !== "closed") return null;
  return html`<div class="step-states" role="group" aria-label=${t("thread.steps.how", { what: excerpt(step.what) })}>
    ${STEP_STATES.map(
      ([state, icon]) => html`<button
        key=${state}
        type="button"
        class="step-say"
        aria-pressed=${step.state === state}
        onClick=${() => command("step.state", { step: step.id, state: step.state === state ? "open" : state })}
      >
        <${Icon} name=${icon} /> ${t(`thread.state.${state}`)}
      </button>`,
    )}
  </div>`;
}
