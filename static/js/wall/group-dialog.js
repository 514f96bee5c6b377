// @ts-check
// The name of a group: asked for when notes are grouped, and changed later.
import { html, signal } from "../../vendor/preact.js";
import { send } from "../core/outbox.js";
import { all, get } from "../core/records.js";
import { KeptHint, useFormDraft } from "../drafts/form-draft.js";
import { cardOf } from "../photos/photo-card.js";
import { Dialog } from "../ui/dialog.js";
import { picked } from "../ui/picked.js";
import { TextBox } from "../ui/text-box.js";
import { showRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { pairing } from "./moves.js";
import { selected } from "./selection.js";

/** The group that is being renamed. @type {import("../../vendor/preact.js").Signal<GroupRecord | null>} */
export const renaming = signal(null);

export function GroupDialog() {
  const group = renaming.value && get("group", renaming.value.id);
  if (!group && !pairing.value) return null;
  return html`<${Ask} key=${group ? group.id : "new"} group=${group} />`;
}

/**
 * Groups the notes that wait for a name, around the one that the others were put on.
 * @param {string} title @param {() => void} onStored
 */
function addGroup(title, onStored) {
  const notes = pairing.value || [];
  const target = notes.length > 1 ? notes[1] : notes[0];
  const args = {
    zone: cardOf(target)?.zone || "",
    title,
    notes: [target, ...notes.filter((each) => each !== target)],
  };
  return send("group.add", args, onStored);
}

/** @param {{group?: GroupRecord}} props */
function Ask({ group }) {
  const draft = useFormDraft("group", group?.id, { title: group ? group.title : "" });
  const { title } = draft.form;
  const close = () => {
    renaming.value = null;
    pairing.value = null;
  };
  /** @param {Event} event */
  const save = async (event) => {
    event.preventDefault();
    const answer = await draft.submit((stored) =>
      group ? send("group.edit", { group: group.id, title }, stored) : addGroup(title, stored),
    );
    if (!showRefusal(answer).ok) return;
    if (!group) selected.value = null;
    close();
  };
  const dissolve = async () => {
    if (group && showRefusal(await send("group.remove", { group: group.id })).ok) close();
  };
  return html`<${Dialog} title=${t(group ? "wall.group.change" : "wall.group.together")} onClose=${close}>
    <form class="stack" onSubmit=${save}>
      <${KeptHint} draft=${draft} />
      <label class="field">
        <span class="label">${t("wall.group.title")}</span>
        <${TextBox} class="input" dir="auto" limit=${120} value=${title} onText=${draft.type("title")} />
      </label>
      ${
        group &&
        html`<label class="field">
          <span class="label">${t("wall.group.zone")}</span>
          <select
            class="input"
            onChange=${picked((value) => send("group.move", { group: group.id, zone: value }).then(showRefusal))}
          >
            ${all("zone").map(
              (zone) => html`<option key=${zone.id} value=${zone.id} selected=${zone.id === group.zone}>
                ${zone.title}
              </option>`,
            )}
          </select>
        </label>`
      }
      <button class="button" type="submit" disabled=${!title.trim()}>${t("common.save")}</button>
      ${
        group &&
        html`<button class="button quiet" type="button" onClick=${dissolve}>${t("wall.group.dissolve")}</button>`
      }
    </form>
  </>`;
}
