// @ts-check
// An agenda that somebody has already: pasted, or from a file. The server reads it.
import { html } from "../../../vendor/preact.js";
import { KeptHint, useFormDraft } from "../../drafts/form-draft.js";
import { Dialog } from "../../ui/dialog.js";
import { TextBox } from "../../ui/text-box.js";
import { t } from "../../ui/words.js";
import { saveCommand } from "../shell/commands.js";

/** The longest text, as on the server. */
const LIMIT = 8000;

/** @param {{onClose: () => void}} props */
export function PasteDialog({ onClose }) {
  const draft = useFormDraft("agenda", "", { text: "", replace: false });
  const { form } = draft;
  /** @param {Event} event */
  const read = async (event) => {
    const file = /** @type {HTMLInputElement} */ (event.target).files?.[0];
    if (file) draft.enter("text")((await file.text()).slice(0, LIMIT));
  };
  /** @param {Event} event */
  const save = async (event) => {
    event.preventDefault();
    if (!form.text.trim()) return;
    const args = { text: form.text, replace: form.replace };
    if ((await draft.submit((stored) => saveCommand("agenda.paste", args, undefined, stored))).ok) onClose();
  };
  return html`<${Dialog} title=${t("chair.paste.title")} onClose=${onClose}>
    <form class="stack" onSubmit=${save}>
      <${KeptHint} draft=${draft} />
      <p class="soft" id="paste-about">${t("chair.paste.about")}</p>
      <label class="field">
        <span class="label">${t("chair.paste.text")}</span>
        <${TextBox}
          class="input"
          dir="auto"
          rows=${8}
          limit=${LIMIT}
          value=${form.text}
          onText=${draft.type("text")}
        />
      </label>
      <label class="field">
        <span class="label">${t("chair.paste.file")}</span>
        <input class="input" type="file" accept=".csv,.txt,.tsv,text/plain,text/csv" onChange=${read} />
      </label>
      <label class="tick">
        <input
          type="checkbox"
          checked=${form.replace}
          onChange=${(/** @type {Event} */ event) =>
            draft.choose("replace", /** @type {HTMLInputElement} */ (event.target).checked)}
        />
        <span>${t("chair.paste.replace")}</span>
      </label>
      <button class="button" type="submit" disabled=${!form.text.trim()}>${t("chair.paste.save")}</button>
    </form>
  </>`;
}
