// @ts-check
// The dialog that changes or deletes a next step, and the fields that it shares with the form for a new one.
import { html, signal, useState } from "../../vendor/preact.js";
import { send } from "../core/outbox.js";
import { get } from "../core/records.js";
import { KeptHint, useFormDraft } from "../drafts/form-draft.js";
import { Dialog } from "../ui/dialog.js";
import { TextBox } from "../ui/text-box.js";
import { showRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";

/** The step whose dialog is open. */
export const editedStep = signal("");

/** @param {{id: string}} props */
export function StepDialog({ id }) {
  const step = get("step", id);
  return step ? html`<${StepForm} step=${step} />` : null;
}

/** @param {{step: StepRecord}} props */
function StepForm({ step }) {
  const { id } = step;
  const draft = useFormDraft("step", id, { what: step.what, when: step.by_when || "", notice: step.notice });
  const { what, when, notice } = draft.form;
  const [sure, setSure] = useState(false);
  const close = () => (editedStep.value = "");
  /** @param {Event} event */
  const save = async (event) => {
    event.preventDefault();
    const args = { step: id, what, by_when: when || null, notice };
    if (showRefusal(await draft.submit((stored) => send("step.edit", args, stored))).ok) close();
  };
  const remove = async () => {
    if (!sure) return setSure(true);
    if (showRefusal(await send("step.remove", { step: id })).ok) close();
  };
  return html`<${Dialog} title=${t("thread.steps.change_title")} onClose=${close}>
    <form class="stack" onSubmit=${save}>
      <${KeptHint} draft=${draft} />
      <label class="field">
        <span class="label">${t("thread.steps.what")}</span>
        <${TextBox} class="input" rows=${3} dir="auto" limit=${500} value=${what} onText=${draft.type("what")} />
      </label>
      ${step.who.length > 0 && html`<p class="soft small-text">${t("thread.steps.names_come_off")}</p>`}
      <${StepDetailFields} draft=${draft} />
      <div class="row">
        <button class="button" type="submit" disabled=${!what.trim()}>${t("common.save")}</button>
        <button class="button quiet" type="button" onClick=${remove} onBlur=${() => setSure(false)}>
          ${t(sure ? "thread.steps.remove_sure" : "thread.remove")}
        </button>
      </div>
    </form>
  </>`;
}

/**
 * The optional fields of a step besides its text.
 * @param {{draft: {form: {when: string, notice: string}, type: (field: string) => unknown,
 *   enter: (field: string) => unknown}}} props
 */
export function StepDetailFields({ draft }) {
  const { when, notice } = draft.form;
  return html`
    <label class="field">
      <span class="label">${t("thread.steps.by_when")}</span>
      <${TextBox} class="input" type="date" value=${when} onText=${draft.enter("when")} />
    </label>
    <label class="field">
      <span class="label">${t("thread.steps.notice")}</span>
      <${TextBox} class="input" rows=${2} dir="auto" limit=${300} value=${notice} onText=${draft.type("notice")} />
    </label>
  `;
}
