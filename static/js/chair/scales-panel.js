// @ts-check
// Scales: write the question, open it, show the spread when people have answered, close it.
import { html, useState } from "../../vendor/preact.js";
import { all } from "../live/records.js";
import { Answered } from "../scale/slider.js";
import { Spread } from "../scale/spread.js";
import { Dialog } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { give, giving } from "./give.js";

export function ScalesPanel() {
  const [editing, setEditing] = useState("");
  const scales = all("scale");
  const edited = scales.find((scale) => scale.id === editing);
  return html`<section class="panel" aria-labelledby="scales-h">
    <h2 id="scales-h">${t("chair.scales.heading")}</h2>
    ${scales.map((scale) => html`<${One} key=${scale.id} scale=${scale} onEdit=${() => setEditing(scale.id)} />`)}
    <button type="button" class="button quiet wide" onClick=${() => setEditing("new")}><${Icon} name="plus" /> ${t("chair.scales.add")}</button>
    ${editing === "new" && html`<${Edit} scale=${null} onClose=${() => setEditing("")} />`}
    ${edited && html`<${Edit} key=${edited.id} scale=${edited} onClose=${() => setEditing("")} />`}
  </section>`;
}

/** @param {{scale: any, onEdit: () => void}} props */
function One({ scale, onEdit }) {
  const args = { scale: scale.id };
  const open = scale.state === "open";
  return html`<article class="chair-scale stack tight">
    <h3 dir="auto">${scale.question}</h3>
    ${scale.state !== "draft" && html`<${Answered} scale=${scale} />`}
    <${Spread} scale=${scale} />
    <div class="row">
      ${!open && html`<button type="button" class=${`button small ${scale.state === "draft" ? "" : "quiet"}`} onClick=${giving("scale.open", args)}>${t(scale.state === "draft" ? "chair.scales.open" : "chair.scales.reopen")}</button>`}
      ${scale.state !== "draft" && html`<button type="button" class=${`button small ${scale.shown ? "quiet" : ""}`} onClick=${giving(scale.shown ? "scale.hide" : "scale.show", args)}><${Icon} name=${scale.shown ? "eye-off" : "eye"} /> ${t(scale.shown ? "chair.scales.hide" : "chair.scales.show")}</button>`}
      ${open && html`<button type="button" class="button quiet small" onClick=${giving("scale.close", args)}>${t("chair.scales.close")}</button>`}
      <button type="button" class="button plain small" aria-label=${t("chair.scales.change_label", { question: scale.question })} onClick=${onEdit}><${Icon} name="pencil" /></button>
    </div>
  </article>`;
}

/** @param {{scale: any, onClose: () => void}} props */
function Edit({ scale, onClose }) {
  const [form, setForm] = useState(() => scale ? { ...scale, good_enough: scale.good_enough ?? "" } : { question: "", low: 1, high: 10, low_label: "", high_label: "", good_enough: "", floor: 5, state: "draft" });
  const [sure, setSure] = useState(false);
  const set = (/** @type {string} */ name) => (/** @type {any} */ event) => setForm({ ...form, [name]: event.target.value });
  const draft = form.state === "draft";
  /** @param {Event} event */
  const save = async (event) => {
    event.preventDefault();
    const { question, low_label, high_label } = form;
    const args = { question, low_label, high_label, good_enough: form.good_enough === "" ? null : Number(form.good_enough), ...(draft ? { low: Number(form.low), high: Number(form.high), floor: Number(form.floor) } : {}) };
    const answer = scale ? await give("scale.edit", { scale: scale.id, ...args }) : await give("scale.add", args);
    if (answer.ok) onClose();
  };
  const number = (/** @type {string} */ name, /** @type {string} */ label, /** @type {any} */ more = {}) => html`<label class="field"><span class="label">${label}</span><input class="input" type="number" value=${form[name]} onInput=${set(name)} ...${more} /></label>`;
  const text = (/** @type {string} */ name, /** @type {string} */ label) => html`<label class="field"><span class="label">${label}</span><input class="input" dir="auto" maxlength=${name === "question" ? 300 : 120} value=${form[name]} onInput=${set(name)} /></label>`;
  return html`<${Dialog} title=${t(scale ? "chair.scales.change" : "chair.scales.add")} onClose=${onClose}>
    <form class="stack" onSubmit=${save}>
      ${text("question", t("chair.scales.question"))}
      ${draft && html`<div class="two">${number("low", t("chair.scales.low"), { min: 0, max: 99 })}${number("high", t("chair.scales.high"), { min: 1, max: 100 })}</div>`}
      <div class="two">${text("low_label", t("chair.scales.low_label"))}${text("high_label", t("chair.scales.high_label"))}</div>
      <div class="two">${number("good_enough", t("chair.scales.good_enough"), { min: form.low, max: form.high })}${draft && number("floor", t("chair.scales.floor"), { min: 3, max: 10 })}</div>
      <p class="soft small-text">${t("chair.scales.floor_about")}</p>
      <button class="button" type="submit" disabled=${!form.question.trim()}>${t("common.save")}</button>
    </form>
    ${scale && html`<div class="row"><button type="button" class="button quiet small" onClick=${async () => (sure ? (await give("scale.remove", { scale: scale.id })).ok && onClose() : setSure(true))}><${Icon} name="trash-2" /> ${t(sure ? "chair.scales.remove_sure" : "chair.remove")}</button></div>`}
  <//>`;
}
