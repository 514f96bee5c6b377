// @ts-check
// The running order: jump, add, rename, re-time, put in another order by dragging or with buttons.
import { html, useRef, useState } from "../../vendor/preact.js";
import { spentMinutes } from "../agenda/time.js";
import { all } from "../live/records.js";
import { Dialog } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { give } from "./give.js";

export function OrderPanel() {
  const sections = all("section");
  const [editing, setEditing] = useState("");
  const dragged = useRef("");
  const edited = editing === "new" ? { id: "", title: "", prompt: "", minutes: 10, state: "todo", order: sections.length } : sections.find((section) => section.id === editing);
  return html`<section class="panel" aria-labelledby="order-h">
    <h2 id="order-h">${t("chair.order.heading")}</h2>
    <ol class="chair-order">
      ${sections.map((section) => html`<li
        key=${section.id}
        class=${`chair-part part-${section.state}`}
        draggable="true"
        aria-current=${section.state === "now" ? "step" : undefined}
        onDragStart=${() => (dragged.current = section.id)}
        onDragOver=${(/** @type {Event} */ event) => event.preventDefault()}
        onDrop=${(/** @type {Event} */ event) => {
          event.preventDefault();
          if (dragged.current && dragged.current !== section.id) give("section.move", { section: dragged.current, to: section.order });
          dragged.current = "";
        }}
      >
        <span class="part-name"><${Icon} name=${section.state === "done" ? "check" : section.state === "now" ? "circle-dot" : "circle"} /> <bdi>${section.title}</bdi>
          <small class="soft num">${section.state === "todo" ? t("agenda.minutes", { n: section.minutes }) : t("chair.order.spent", { n: spentMinutes(section), m: section.planned })}</small></span>
        <button type="button" class="button plain small" aria-label=${t("chair.order.change_label", { title: section.title })} onClick=${() => setEditing(section.id)}><${Icon} name="pencil" /></button>
      </li>`)}
    </ol>
    <button type="button" class="button quiet wide" onClick=${() => setEditing("new")}><${Icon} name="plus" /> ${t("chair.order.add")}</button>
    ${edited && html`<${Part} key=${editing} section=${edited} last=${sections.length - 1} onClose=${() => setEditing("")} />`}
  </section>`;
}

/** @param {{section: any, last: number, onClose: () => void}} props */
function Part({ section, last, onClose }) {
  const [title, setTitle] = useState(section.title);
  const [prompt, setPrompt] = useState(section.prompt);
  const [minutes, setMinutes] = useState(section.minutes);
  /** @param {Event} event */
  const save = async (event) => {
    event.preventDefault();
    const args = { title, prompt, minutes: Number(minutes) };
    const answer = section.id ? await give("section.edit", { section: section.id, ...args }) : await give("section.add", args);
    if (answer.ok) onClose();
  };
  /** @param {string} name @param {any} [more] */
  const then = (name, more) => async () => {
    if ((await give(name, { section: section.id, ...more })).ok) onClose();
  };
  return html`<${Dialog} title=${t(section.id ? "chair.order.change" : "chair.order.add")} onClose=${onClose}>
    <form class="stack" onSubmit=${save}>
      <label class="field"><span class="label">${t("chair.order.title")}</span><input class="input" dir="auto" maxlength="120" value=${title} onInput=${(/** @type {any} */ event) => setTitle(event.target.value)} /></label>
      <label class="field"><span class="label">${t("chair.order.prompt")}</span><textarea class="input" rows="2" dir="auto" maxlength="300" value=${prompt} onInput=${(/** @type {any} */ event) => setPrompt(event.target.value)}></textarea></label>
      <label class="field"><span class="label">${t("chair.order.minutes")}</span><input class="input" type="number" min="1" max="240" value=${minutes} onInput=${(/** @type {any} */ event) => setMinutes(event.target.value)} /></label>
      <button class="button" type="submit" disabled=${!title.trim()}>${t("common.save")}</button>
    </form>
    ${section.id && html`<div class="row">
      ${section.state !== "now" && html`<button type="button" class="button quiet small" onClick=${then("agenda.start")}><${Icon} name="play" /> ${t("chair.order.jump")}</button>`}
      <button type="button" class="button quiet small" disabled=${section.order === 0} onClick=${() => give("section.move", { section: section.id, to: section.order - 1 })}><${Icon} name="arrow-up" /> ${t("chair.up")}</button>
      <button type="button" class="button quiet small" disabled=${section.order >= last} onClick=${() => give("section.move", { section: section.id, to: section.order + 1 })}><${Icon} name="arrow-down" /> ${t("chair.down")}</button>
      ${section.state !== "now" && html`<button type="button" class="button quiet small" onClick=${then("section.remove")}><${Icon} name="trash-2" /> ${t("chair.remove")}</button>`}
    </div>`}
  <//>`;
}
