// @ts-check
// The meeting's title, its community and the link to the video call.
import { html, useState } from "../../../vendor/preact.js";
import { one } from "../../core/records.js";
import { Dialog } from "../../ui/dialog.js";
import { t } from "../../ui/words.js";
import { saveCommand } from "./commands.js";
import { closeDialog } from "./screen-state.js";

/** @type {("title" | "community" | "video_url")[]} */
const FIELDS = ["title", "community", "video_url"];

export function DetailsDialog() {
  const [form, setForm] = useState(() => {
    const meeting = one("meeting");
    return {
      title: meeting?.title || "",
      community: meeting?.community || "",
      video_url: meeting?.video_url || "",
    };
  });
  /** @param {Event} event */
  const save = async (event) => {
    event.preventDefault();
    if ((await saveCommand("meeting.edit", { ...form, video_url: form.video_url.trim() || null })).ok) closeDialog();
  };
  const ready = form.title.trim();
  return html`<${Dialog} title=${t("chair.safe.details")} onClose=${closeDialog}>
    <form class="stack" onSubmit=${save}>
      ${FIELDS.map(
        (name) => html`<label key=${name} class="field">
          <span class="label">${t(`chair.details.${name}`)}</span>
          <input
            class="input"
            dir="auto"
            type=${name === "video_url" ? "url" : "text"}
            maxlength=${name === "video_url" ? 500 : 120}
            value=${form[name]}
            onInput=${(/** @type {Event & {target: HTMLInputElement}} */ event) =>
              setForm({ ...form, [name]: event.target.value })}
          />
        </label>`,
      )}
      <button class="button" type="submit" disabled=${!ready}>${t("common.save")}</button>
    </form>
  </>`;
}
