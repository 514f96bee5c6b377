// @ts-check
// How the meeting is recorded. The group agrees on it at the start or at any later time, and everyone sees it on their
// screen.
import { html } from "../../../vendor/preact.js";
import { one } from "../../core/records.js";
import { KeptHint, useFormDraft } from "../../drafts/form-draft.js";
import { Dialog } from "../../ui/dialog.js";
import { TextBox } from "../../ui/text-box.js";
import { t } from "../../ui/words.js";
import { saveCommand } from "../shell/commands.js";
import { closeDialog } from "../shell/screen-state.js";

/** @type {MeetingRecord["keeps"][]} */
const RECORDING_MODES = ["pictures", "notes", "steps"];

export function RecordingDialog() {
  const meeting = one("meeting");
  const draft = useFormDraft("recording", "", { keeps: meeting?.keeps || "pictures", words: "" });
  const { keeps, words } = draft.form;
  /** @param {Event} event */
  const save = async (event) => {
    event.preventDefault();
    const answer = await draft.submit((stored) => saveCommand("meeting.record", { keeps, words }, undefined, stored));
    if (answer.ok) closeDialog();
  };
  return html`<${Dialog} title=${t("chair.recording.title")} onClose=${closeDialog}>
    <form class="stack" onSubmit=${save}>
      <${KeptHint} draft=${draft} />
      <p>${t("chair.recording.about")}</p>
      <fieldset class="stack tight ways">
        <legend class="label">${t("chair.recording.kept")}</legend>
        ${RECORDING_MODES.map(
          (way) => html`<label key=${way} class="way">
            <input type="radio" name="keeps" value=${way} checked=${way === keeps} onChange=${() => draft.choose("keeps", way)} />
            <span><b>${t(`chair.recording.${way}`)}</b><small>${t(`chair.recording.${way}_about`)}</small></span>
          </label>`,
        )}
      </fieldset>
      <label class="field">
        <span class="label">${t("chair.recording.words")}</span>
        <${TextBox} class="input" dir="auto" limit=${120} value=${words} onText=${draft.type("words")} />
        <span class="hint">${t("chair.recording.words_hint")} <bdi>${meeting?.recording}</bdi></span>
      </label>
      <button class="button" type="submit">${t("chair.recording.agree")}</button>
    </form>
  </>`;
}
