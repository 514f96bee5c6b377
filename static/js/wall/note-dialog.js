// @ts-check
// One note, large: read it, change its words and colour, sign it, move it, put it into a group, take it off the wall.
// Everything that dragging does can be done here too.
import { html, useState } from "../../vendor/preact.js";
import { you } from "../live/connection.js";
import { send } from "../live/outbox.js";
import { all, get } from "../live/records.js";
import { Dialog } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { say, sayRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { Colors } from "./colors.js";
import { opened } from "./note.js";
import { chairs, isMine, mayChange } from "./notes.js";

export function NoteDialog() {
  const note = get("note", opened.value);
  if (!note) return null;
  return html`<${Open} key=${note.id} note=${note} />`;
}

/** @param {{note: any}} props */
function Open({ note }) {
  const [text, setText] = useState(note.text);
  const [error, setError] = useState("");
  const [name, setName] = useState("");
  const may = mayChange(note.id);
  const mine = isMine(note.id);
  const me = you.value ? get("person", you.value.id) : undefined;
  const close = () => (opened.value = null);

  if (!may) {
    return html`<${Dialog} title=${get("zone", note.zone)?.title || ""} onClose=${close}>
      <div class=${`note large ${note.color}`}><p class="note-text" dir="auto">${note.text}</p>${note.signed && html`<p class="note-signed"><bdi>${note.signed}</bdi></p>`}</div>
    <//>`;
  }
  /** @param {any} args */
  const edit = (args) => send("note.edit", { note: note.id, ...args }).then(sayRefusal);
  /** @param {any} args */
  const move = (args) => send("note.move", { note: note.id, ...args }).then(sayRefusal);
  const save = async () => {
    if (text.trim() === note.text) return close();
    const answer = await send("note.edit", { note: note.id, text });
    if (answer.ok) close();
    else setError(answer.error ? answer.error.message : "");
  };
  const remove = async () => {
    close();
    const answer = sayRefusal(await send("note.remove", { note: note.id }));
    if (answer.ok) say(t(mine ? "wall.note.removed_own" : "wall.note.put_aside"));
  };
  const group = async () => {
    const answer = sayRefusal(await send("group.add", { zone: note.zone, title: name, notes: [note.id] }));
    if (answer.ok) setName("");
  };
  const groups = all("group").filter((each) => each.zone === note.zone);
  return html`<${Dialog} title=${t("wall.note.change")} onClose=${close}>
    <div class=${`paper large ${note.color}`}>
      <textarea rows="4" dir="auto" value=${text} aria-label=${t("wall.note.words")} onInput=${(/** @type {any} */ event) => setText(event.target.value)}></textarea>
    </div>
    ${error && html`<p class="error" role="alert">${error}</p>`}
    <button type="button" class="button" onClick=${save}><${Icon} name="check" /> ${t("common.save")}</button>
    <${Colors} value=${note.color} onPick=${(/** @type {string} */ color) => edit({ color })} />
    ${mine && me?.name && html`<label class="sign"><input type="checkbox" checked=${Boolean(note.signed)} onChange=${(/** @type {any} */ event) => edit({ signed: event.target.checked ? me.name : null })} /> ${t("wall.note.sign_as", { name: me.name })}</label>`}
    <label class="field"><span class="label">${t("wall.note.zone")}</span>
      <select class="input" value=${note.zone} onChange=${(/** @type {any} */ event) => move({ zone: event.target.value })}>
        ${all("zone").map((zone) => html`<option key=${zone.id} value=${zone.id} selected=${zone.id === note.zone}>${zone.title}</option>`)}
      </select>
    </label>
    ${(groups.length > 0 || note.group) &&
    html`<label class="field"><span class="label">${t("wall.note.group")}</span>
      <select class="input" value=${note.group || ""} onChange=${(/** @type {any} */ event) => move({ group: event.target.value || null })}>
        <option value="" selected=${!note.group}>${t("wall.note.no_group")}</option>
        ${groups.map((each) => html`<option key=${each.id} value=${each.id} selected=${each.id === note.group}>${each.title}</option>`)}
      </select>
    </label>`}
    ${chairs() &&
    html`<form class="row" onSubmit=${(/** @type {Event} */ event) => (event.preventDefault(), group())}>
      <input class="input grow" value=${name} aria-label=${t("wall.group.new")} placeholder=${t("wall.group.new")} maxlength="120" onInput=${(/** @type {any} */ event) => setName(event.target.value)} />
      <button class="button quiet" type="submit" disabled=${!name.trim()}>${t("wall.group.make")}</button>
    </form>`}
    <button type="button" class="button quiet" onClick=${remove}><${Icon} name=${mine ? "trash-2" : "eye-off"} /> ${t(mine ? "wall.note.remove" : "wall.note.hide")}</button>
  <//>`;
}
