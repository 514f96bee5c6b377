// @ts-check
// The meeting's title, its community and the link to the video call.
import { html } from "../../../vendor/preact.js";
import { one } from "../../core/records.js";
import { KeptHint, useFormDraft } from "../../drafts/form-draft.js";
import { Dialog } from "../../ui/dialog.js";
import { TextBox } from "../../ui/text-box.js";
import { isPublicJitsi } from "../../ui/video-link.js";
import { withScheme } from "../../ui/web-address.js";
import { t } from "../../ui/words.js";
import { saveCommand } from "./commands.js";
import { closeDialog } from "./screen-state.js";

/** @type {("title" | "community" | "video_url")[]} */
const FIELDS = ["title", "community", "video_url"];

export function DetailsDialog() {
  const meeting = one("meeting");
  const draft = useFormDraft("meeting", "meeting", {
    title: meeting?.title || "",
    community: meeting?.community || "",
    video_url: meeting?.video_url || "",
  });
  const { form } = draft;
  /** @param {Event} event */
  const save = async (event) => {
    event.preventDefault();
    const args = { ...form, video_url: form.video_url.trim() || null };
    if ((await draft.submit((stored) => saveCommand("meeting.edit", args, undefined, stored))).ok) closeDialog();
  };
  const ready = form.title.trim();
  return html`<${Dialog} title=${t("chair.safe.details")} onClose=${closeDialog}>
    <form class="stack" onSubmit=${save}>
      <${KeptHint} draft=${draft} />
      ${FIELDS.map(
        (name) => html`<label key=${name} class="field">
          <span class="label">${t(`chair.details.${name}`)}</span>
          <${TextBox}
            class="input"
            dir="auto"
            type=${name === "video_url" ? "url" : "text"}
            limit=${name === "video_url" ? 500 : 120}
            value=${form[name]}
            onText=${draft.type(name)}
          />
          ${
            name === "video_url" &&
            html`<span class=${isPublicJitsi(withScheme(form.video_url.trim())) ? "hint gently" : "hint"}>${t("chair.details.video_hint")}</span>`
          }
        </label>`,
      )}
      <button class="button" type="submit" disabled=${!ready}>${t("common.save")}</button>
    </form>
  </>`;
}
