// @ts-check
// The dialog that changes or deletes a next step, and the fields that it shares with the form for a new one.
import { html, signal, useState } from "../../vendor/preact.js";
import { send } from "../core/outbox.js";
import { get } from "../core/records.js";
import { Dialog } from "../ui/dialog.js";
import { showRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";

/** The step whose dialog is open. */
export const editedStep = signal("");

/** @param {{id: string}} props */
export function StepDialog({ id }) {
  const step = get("step", id);
  const [what, setWhat] = useState(step ? step.what : "");
  const [when, setWhen] = useState(step?.by_when || "");
  const [notice, setNotice] = useState(step ? step.notice : "");
  const [sure, setSure] = useState(false);
  const close = () => (editedStep.value = "");
  if (!step) return null;
  /** @param {Event} event */
  const save = async (event) => {
    event.preventDefault();
    if (showRefusal(await send("step.edit", { step: id, what, by_when: when || null, notice })).ok) close();
  };
  const remove = async () => {
    if (!sure) return setSure(true);
    if (showRefusal(await send("step.remove", { step: id })).ok) close();
  };
  return html`<${Dialog} title=${t("thread.steps.change_title")} onClose=${close}>
    <form class="stack" onSubmit=${save}>
      <label class="field">
        <span class="label">${t("thread.steps.what")}</span>
        <textarea
          class="input"
          rows="3"
          dir="auto"
          maxlength="500"
          value=${what}
          onInput=${(/** @type {Event & {target: HTMLInputElement}} */ event) => setWhat(event.target.value)}
        ></textarea>
      </label>
      ${step.who.length > 0 && html`<p class="soft small-text">${t("thread.steps.names_come_off")}</p>`}
      <${StepDetailFields} when=${when} notice=${notice} onWhen=${setWhen} onNotice=${setNotice} />
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
 * @param {{when: string, notice: string, onWhen: (day: string) => void, onNotice: (text: string) => void}} props
 */
export function StepDetailFields({ when, notice, onWhen, onNotice }) {
  return html`
    <label class="field">
      <span class="label">${t("thread.steps.by_when")}</span>
      <input
        class="input"
        type="date"
        value=${when}
        onInput=${(/** @type {Event & {target: HTMLInputElement}} */ event) => onWhen(event.target.value)}
      />
    </label>
    <label class="field">
      <span class="label">${t("thread.steps.notice")}</span>
      <textarea
        class="input"
        rows="2"
        dir="auto"
        maxlength="300"
        value=${notice}
        onInput=${(/** @type {Event & {target: HTMLInputElement}} */ event) => onNotice(event.target.value)}
      ></textarea>
    </label>
  `;
}
