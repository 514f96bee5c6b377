// @ts-check
// Next steps: first those of earlier meetings, with the question what we have noticed since; then the new ones. Anybody
// can propose one; a name is on a step only if that person added it.
import { html, useState } from "../../vendor/preact.js";
import { all, one } from "../core/records.js";
import { isChairOrHelper } from "../core/roles.js";
import { useFormDraft } from "../drafts/form-draft.js";
import { useDraft } from "../drafts/use-draft.js";
import { Icon } from "../ui/icon.js";
import { Status } from "../ui/status.js";
import { StillList } from "../ui/still-list.js";
import { TextBox } from "../ui/text-box.js";
import { t } from "../ui/words.js";
import { SavedNotice } from "../wall/saved-notice.js";
import { StepCard } from "./step-card.js";
import { editedStep, StepDetailFields, StepDialog } from "./step-dialog.js";

/** The steps from earlier meetings, and those of this one. */
export function stepsByOrigin() {
  const steps = all("step");
  return { carried: steps.filter((step) => step.from), fresh: steps.filter((step) => !step.from) };
}

/** Takes the name of somebody else off a step. @typedef {(step: string, name: string) => unknown} TakeOff */

/**
 * @param {{level?: number, onTakeOff?: TakeOff}} props  `level`: the level of the headings; `onTakeOff`: on the console,
 *   where that is possible.
 */
export function NextSteps({ level = 2, onTakeOff }) {
  const { carried, fresh } = stepsByOrigin();
  const H = `h${level}`;
  const closed = one("meeting")?.state === "closed";
  const may = !closed || isChairOrHelper();
  return html`<div class="steps-all stack">
    ${
      carried.length > 0 &&
      html`<section class="stack tight" aria-labelledby="carried-h">
        <${H} id="carried-h">${t("thread.steps.carried")}</>
        ${!closed && html`<p class="soft small-text">${t("thread.steps.carried_about")}</p>`}
        <${StepList} steps=${carried} onTakeOff=${onTakeOff} />
      </section>`
    }
    <section class="stack tight" aria-labelledby="steps-h">
      <${H} id="steps-h">${t("thread.steps.heading")}</>
      <${StepList} steps=${fresh} onTakeOff=${onTakeOff} none=${html`<p class="soft">${t("thread.steps.none")}</p>`} />
      <${SavedNotice} kind="step" />
      ${may && html`<${Propose} />`}
    </section>
    ${editedStep.value && html`<${StepDialog} key=${editedStep.value} id=${editedStep.value} />`}
  </div>`;
}

/**
 * Under the steps there is the form for a new one, so nothing that others add makes the list longer by itself.
 * @param {{steps: StepRecord[], none?: unknown, onTakeOff?: TakeOff}} props
 */
function StepList({ steps, none, onTakeOff }) {
  return html`<${StillList}
    class="step-list"
    none=${none}
    items=${steps}
    open=${false}
    row=${(/** @type {StepRecord} */ step, /** @type {object} */ attributes) =>
      html`<${StepCard} step=${step} attributes=${attributes} key=${step.id} onTakeOff=${onTakeOff} />`}
  />`;
}

/** The form for a new step: one field, and two optional ones. */
function Propose() {
  const details = useFormDraft("step", "", { when: "", notice: "" });
  const { when, notice } = details.form;
  const [more, setMore] = useState(details.isRestored);
  const { text, write, submit, busy, error } = useDraft("step.add", (what) => ({
    what,
    by_when: when || null,
    notice,
  }));
  const paused = Boolean(one("meeting")?.paused) && !isChairOrHelper();
  const ready = Boolean(text.trim()) && !paused;
  /** @param {Event} event */
  const add = async (event) => {
    event.preventDefault();
    if (ready && (await details.submit(submit)).ok) setMore(false);
  };
  return html`<form class="step-form stack tight" onSubmit=${add}>
    <label class="field">
      <span class="label">${t("thread.steps.what")}</span>
      <${TextBox}
        class="input"
        rows=${2}
        dir="auto"
        limit=${500}
        value=${text}
        readonly=${busy}
        onText=${write}
      />
    </label>
    ${
      more
        ? html`<${StepDetailFields} draft=${details} />`
        : html`<button type="button" class="button plain small step-more" onClick=${() => setMore(true)}>
          <${Icon} name="plus" /> ${t("thread.steps.more")}
        </button>`
    }
    ${error && html`<${Status} says="both" urgent class="error">${error}</>`}
    ${paused && text.trim() && html`<${Status} says="comes" class="soft small-text">${t("wall.composer.paused")}</>`}
    <button type="submit" class="button quiet" aria-disabled=${ready && !busy ? undefined : "true"}>
      <${Icon} name="flag" /> ${t(busy ? "common.saving" : "thread.steps.add")}
    </button>
  </form>`;
}
