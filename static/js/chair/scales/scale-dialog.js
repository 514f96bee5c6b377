// @ts-check
// The form of a scale: one question and the words at its ends. Everything else has a sensible value already.
import { html } from "../../../vendor/preact.js";
import { KeptHint, useFormDraft } from "../../drafts/form-draft.js";
import { Dialog } from "../../ui/dialog.js";
import { Status } from "../../ui/status.js";
import { TextBox } from "../../ui/text-box.js";
import { t } from "../../ui/words.js";
import { runCommand, saveCommand } from "../shell/commands.js";
import { ConfirmButton } from "../shell/confirm-button.js";

/** @typedef {"question" | "low" | "high" | "low_label" | "high_label" | "good_enough" | "floor"} Field */

const NEW_SCALE = {
  question: "",
  low: 1,
  high: 10,
  low_label: "",
  high_label: "",
  good_enough: null,
  floor: 5,
  state: "draft",
};
/** The same limit as on the server. */
const MOST_STEPS = 21;

/**
 * The fields of the form.
 * @param {Pick<ScaleRecord, Field>} scale
 * @returns {Record<Field, string>}
 */
function formOf({ question, low, high, low_label, high_label, good_enough, floor }) {
  return {
    question,
    low: String(low),
    high: String(high),
    low_label,
    high_label,
    good_enough: good_enough === null ? "" : String(good_enough),
    floor: String(floor),
  };
}

/** @param {{scale?: ScaleRecord, focus?: Field, onClose: () => void}} props  `focus`: the field to begin with. */
export function ScaleDialog({ scale, focus, onClose }) {
  const words = useFormDraft("scale", scale?.id, formOf(scale || NEW_SCALE));
  const { form } = words;
  const draft = !scale || scale.state === "draft";
  const [low, high, floor] = [form.low, form.high, form.floor].map(Number);
  const good = form.good_enough === "" ? null : Number(form.good_enough);
  const steps = high - low + 1;
  const fits =
    steps >= 2 && steps <= MOST_STEPS && floor >= 3 && floor <= 10 && (good === null || (good >= low && good <= high));
  /** @param {Event} event */
  const save = async (event) => {
    event.preventDefault();
    const texts = {
      question: form.question,
      low_label: form.low_label,
      high_label: form.high_label,
      good_enough: good,
    };
    const all = draft ? { ...texts, low, high, floor } : texts;
    const answer = await words.submit((stored) =>
      scale
        ? saveCommand("scale.edit", { scale: scale.id, ...all }, undefined, stored)
        : saveCommand("scale.add", all, undefined, stored),
    );
    if (answer.ok) onClose();
  };
  const text = (/** @type {Field} */ name, /** @type {number} */ limit) =>
    html`<label class="field">
      <span class="label">${t(`chair.scales.${name}`)}</span>
      <${TextBox} class="input" dir="auto" limit=${limit} value=${form[name]} onText=${words.type(name)} />
    </label>`;
  const number = (/** @type {Field} */ name, /** @type {{min: number, max: number}} */ limits) =>
    html`<label class="field">
      <span class="label">${t(`chair.scales.${name}`)}</span>
      <${TextBox}
        class="input num"
        type="number"
        inputmode="numeric"
        value=${form[name]}
        autofocus=${name === focus}
        onText=${words.enter(name)}
        ...${limits}
      />
    </label>`;
  return html`<${Dialog} title=${t(scale ? "chair.scales.change" : "chair.scales.add")} onClose=${onClose}>
    <form class="stack" onSubmit=${save}>
      <${KeptHint} draft=${words} />
      ${text("question", 300)}
      <div class="two">${text("low_label", 120)}${text("high_label", 120)}</div>
      <div class="two">
        ${draft && html`${number("low", { min: 0, max: 99 })}${number("high", { min: 1, max: 100 })}`}
        ${number("good_enough", { min: low, max: high })}
        ${draft && number("floor", { min: 3, max: 10 })}
      </div>
      ${!fits && html`<${Status} says="comes" class="error">${t("chair.scales.does_not_fit", { most: MOST_STEPS })}</>`}
      <p class="soft small-text">${t("chair.scales.floor_about")}</p>
      <button class="button" type="submit" disabled=${!form.question.trim() || !fits}>${t("common.save")}</button>
    </form>
    ${
      scale &&
      html`<div class="row">
        <${ConfirmButton}
          words="chair.remove"
          confirm="chair.scales.remove_sure"
          onConfirm=${async () => (await runCommand("scale.remove", { scale: scale.id })).ok && onClose()}
        />
      </div>`
    }
  </>`;
}
