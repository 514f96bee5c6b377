// @ts-check
// What are people saying: the zones as columns, each with its tools; notes open to be tidied.
import { html, signal, useState } from "../../vendor/preact.js";
import { all, one } from "../live/records.js";
import { Dialog } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { Columns } from "../wall/columns.js";
import { Composer } from "../wall/composer.js";
import { renaming } from "../wall/group-dialog.js";
import { zonesOfNow } from "../wall/notes.js";
import { Plane } from "../wall/plane.js";
import { Colors } from "../wall/colors.js";
import { give } from "./give.js";

const everything = signal(false);
const asWall = signal(false);
/** Which zone's dialog is open, and which one the chair writes for. */
const editing = signal("");
const writing = signal("");

export function WallPanel() {
  const zones = everything.value ? all("zone") : zonesOfNow();
  const written = all("zone").find((zone) => zone.id === writing.value);
  const edited = editing.value === "new" ? { id: "", title: "", prompt: "", color: "butter", order: 0 } : all("zone").find((zone) => zone.id === editing.value);
  /** @param {any} zone */
  const head = (zone) => html`<span class="row zone-tools">
    ${one("meeting")?.state !== "closed" && html`<button type="button" class="button plain small" aria-label=${t("chair.wall.write_label", { title: zone.title })} onClick=${() => (writing.value = zone.id)}><${Icon} name="message-square-plus" /> ${t("chair.wall.write")}</button>`}
    <button type="button" class="button plain small" aria-label=${t("chair.wall.change_label", { title: zone.title })} onClick=${() => (editing.value = zone.id)}><${Icon} name="pencil" /> ${t("chair.wall.change")}</button>
    <button type="button" class="button plain small" aria-label=${t("chair.wall.board_label", { title: zone.title })} onClick=${() => give("board.show", { view: "wall", zone: zone.id })}><${Icon} name="monitor" /> ${t("chair.wall.board")}</button>
  </span>`;
  return html`<section class="chair-wall" aria-labelledby="wall-h">
    <div class="row apart">
      <h2 id="wall-h">${t("wall.heading")}</h2>
      <div class="row">
        <button type="button" class="button quiet small" aria-pressed=${everything.value} onClick=${() => (everything.value = !everything.value)}>${t(everything.value ? "chair.wall.this_part" : "chair.wall.everything")}</button>
        <button type="button" class="button quiet small" aria-pressed=${asWall.value} onClick=${() => (asWall.value = !asWall.value)}><${Icon} name="layout-grid" /> ${t(asWall.value ? "member.as_columns" : "member.as_wall")}</button>
        <button type="button" class="button quiet small" onClick=${() => (editing.value = "new")}><${Icon} name="plus" /> ${t("chair.wall.ask")}</button>
      </div>
    </div>
    ${asWall.value ? html`<div class="chair-plane"><${Plane} zones=${all("zone")} focus=${zonesOfNow()} /></div>` : html`<${Columns} zones=${zones} head=${head} onGroup=${(/** @type {any} */ group) => (renaming.value = group)} />`}
    ${written && html`<${Dialog} title=${written.title} onClose=${() => (writing.value = "")}><p class="soft">${t("chair.wall.write_about")}</p><${Composer} zone=${written} /><//>`}
    ${edited && html`<${ZoneDialog} key=${editing.value} zone=${edited} />`}
  </section>`;
}

/** @param {{zone: any}} props */
function ZoneDialog({ zone }) {
  const [title, setTitle] = useState(zone.title);
  const [prompt, setPrompt] = useState(zone.prompt);
  const [color, setColor] = useState(zone.color);
  const now = all("section").find((section) => section.state === "now");
  const [section, setSection] = useState(zone.id ? zone.section || "" : now ? now.id : "");
  const close = () => (editing.value = "");
  /** @param {Event} event */
  const save = async (event) => {
    event.preventDefault();
    const args = { title, prompt, color, section: section || null };
    const answer = zone.id ? await give("zone.edit", { zone: zone.id, ...args }) : await give("zone.add", args);
    if (answer.ok) close();
  };
  const last = all("zone").length - 1;
  return html`<${Dialog} title=${t(zone.id ? "chair.wall.change" : "chair.wall.ask")} onClose=${close}>
    <form class="stack" onSubmit=${save}>
      <label class="field"><span class="label">${t("chair.wall.title")}</span><input class="input" dir="auto" maxlength="120" value=${title} onInput=${(/** @type {any} */ event) => setTitle(event.target.value)} /></label>
      <label class="field"><span class="label">${t("chair.wall.prompt")}</span><textarea class="input" rows="2" dir="auto" maxlength="300" value=${prompt} onInput=${(/** @type {any} */ event) => setPrompt(event.target.value)}></textarea></label>
      <label class="field"><span class="label">${t("chair.wall.section")}</span>
        <select class="input" value=${section} onChange=${(/** @type {any} */ event) => setSection(event.target.value)}>
          <option value="" selected=${!section}>${t("chair.wall.any_section")}</option>
          ${all("section").map((each) => html`<option key=${each.id} value=${each.id} selected=${each.id === section}>${each.title}</option>`)}
        </select></label>
      <${Colors} value=${color} onPick=${setColor} />
      <button class="button" type="submit" disabled=${!title.trim()}>${t("common.save")}</button>
    </form>
    ${zone.id && html`<div class="row">
      <button type="button" class="button quiet small" disabled=${zone.order <= 0} onClick=${() => give("zone.move", { zone: zone.id, to: zone.order - 1 })}><${Icon} name="arrow-left" /> ${t("chair.earlier")}</button>
      <button type="button" class="button quiet small" disabled=${zone.order >= last} onClick=${() => give("zone.move", { zone: zone.id, to: zone.order + 1 })}><${Icon} name="arrow-right" /> ${t("chair.later")}</button>
      <button type="button" class="button quiet small" onClick=${async () => (await give("zone.remove", { zone: zone.id })).ok && close()}><${Icon} name="trash-2" /> ${t("chair.remove")}</button>
    </div>`}
  <//>`;
}
