// @ts-check
// Asking a question adds a zone: the question that people see, a short name for the column, and its section.
import { html, signal } from "../../../vendor/preact.js";
import { all, get, one } from "../../core/records.js";
import { KeptHint, useFormDraft } from "../../drafts/form-draft.js";
import { Dialog } from "../../ui/dialog.js";
import { Icon } from "../../ui/icon.js";
import { picked, ticked } from "../../ui/picked.js";
import { TextBox } from "../../ui/text-box.js";
import { t } from "../../ui/words.js";
import { ColorPicker } from "../../wall/note/color-picker.js";
import { notesOf } from "../../wall/queries.js";
import { PromptButtons } from "../display/prompt-buttons.js";
import { runCommand, saveCommand } from "../shell/commands.js";
import { ConfirmButton } from "../shell/confirm-button.js";

/** The zone whose dialog is open, or "new". */
export const editedZone = signal("");
const SHORT_TITLE = 40;

export function ZoneDialog() {
  const zone =
    editedZone.value === "new"
      ? { id: "", title: "", prompt: "", color: "butter", order: 0 }
      : get("zone", editedZone.value);
  return zone ? html`<${ZoneForm} key=${editedZone.value} zone=${zone} />` : null;
}

/** A short name for a column, made from its question. @param {string} question */
export function shortTitle(question) {
  const words = question.trim();
  if (words.length <= SHORT_TITLE) return words;
  return `${words.slice(0, SHORT_TITLE).replace(/\s+\S*$/, "")}…`;
}

/** @param {{zone: ZoneRecord}} props */
function ZoneForm({ zone }) {
  const now = all("section").find((section) => section.state === "now");
  const draft = useFormDraft("zone", zone.id, {
    title: zone.title,
    prompt: zone.prompt,
    color: zone.color,
    section: zone.id ? zone.section || "" : now ? now.id : "",
    hopes: zone.role === "hopes",
  });
  const { title, prompt, color, section, hopes } = draft.form;
  const close = () => (editedZone.value = "");
  const named = title.trim() || (zone.id ? "" : shortTitle(prompt));
  /** @param {Event} event */
  const save = async (event) => {
    event.preventDefault();
    /** @type {CommandArgs["zone.add"]} */
    const words = { title: named, prompt, color, section: section || null, role: hopes ? "hopes" : null };
    const answer = await draft.submit((stored) =>
      zone.id
        ? saveCommand("zone.edit", { zone: zone.id, ...words }, undefined, stored)
        : saveCommand("zone.add", words, undefined, stored),
    );
    if (answer.ok) close();
  };
  const move = (/** @type {number} */ by) => runCommand("zone.move", { zone: zone.id, to: zone.order + by });
  const remove = async () => (await runCommand("zone.remove", { zone: zone.id })).ok && close();
  const question = html`<label class="field">
    <span class="label">${t("chair.wall.prompt")}</span>
    <${TextBox} class="input" rows=${2} dir="auto" limit=${300} value=${prompt} onText=${draft.type("prompt")} />
  </label>`;
  const name = html`<label class="field">
    <span class="label">${t(zone.id ? "chair.wall.title" : "chair.wall.short_title")}</span>
    <${TextBox}
      class="input"
      dir="auto"
      limit=${120}
      value=${title}
      placeholder=${zone.id ? "" : shortTitle(prompt)}
      onText=${draft.type("title")}
    />
  </label>`;
  return html`<${Dialog} title=${t(zone.id ? "chair.wall.change_title" : "chair.wall.ask_label")} onClose=${close}>
    ${!zone.id && html`<div class="row" onClick=${close}><${PromptButtons} /></div>`}
    <form class="stack" onSubmit=${save}>
      <${KeptHint} draft=${draft} />
      ${zone.id ? html`${name}${question}` : html`${question}${name}`}
      <label class="field">
        <span class="label">${t("chair.wall.section")}</span>
        <select
          class="input"
          value=${section}
          onChange=${picked((value) => draft.choose("section", value))}
        >
          <option value="" selected=${!section}>${t("chair.wall.any_section")}</option>
          ${all("section").map(
            (each) => html`<option key=${each.id} value=${each.id} selected=${each.id === section}>
              ${each.title}
            </option>`,
          )}
        </select>
      </label>
      <label class="row check">
        <input
          type="checkbox"
          checked=${hopes}
          onChange=${ticked((isTicked) => draft.choose("hopes", isTicked))}
        /> <span>${t("chair.wall.hopes")}</span>
      </label>
      <${ColorPicker} value=${color} onPick=${(/** @type {string} */ picked) => draft.choose("color", picked)} />
      <button class="button" type="submit" disabled=${!named}>
        ${t(zone.id ? "common.save" : "chair.wall.put_up")}
      </button>
    </form>
    ${
      zone.id &&
      one("meeting")?.state !== "closed" &&
      html`
        <div class="row">
          <button type="button" class="button quiet small" disabled=${zone.order <= 0} onClick=${() => move(-1)}>
            <${Icon} name="arrow-left" /> ${t("chair.earlier")}
          </button>
          <button
            type="button"
            class="button quiet small"
            disabled=${zone.order >= all("zone").length - 1}
            onClick=${() => move(1)}
          >
            <${Icon} name="arrow-right" /> ${t("chair.later")}
          </button>
          ${
            !notesOf(zone.id).length &&
            html`<${ConfirmButton} words="chair.remove" confirm="chair.wall.remove_sure" onConfirm=${remove} />`
          }
        </div>
        ${notesOf(zone.id).length > 0 && html`<p class="soft small-text">${t("chair.wall.not_empty")}</p>`}
      `
    }
  </>`;
}
