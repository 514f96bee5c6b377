// @ts-check
// The meeting's title, its community, when and where it is, and the link to the video call. Until the meeting starts, its
// time can be changed, and the meeting can be called off.
import { html } from "../../../vendor/preact.js";
import { meetingZone } from "../../agenda/start-time.js";
import { one } from "../../core/records.js";
import { KeptHint, useFormDraft } from "../../drafts/form-draft.js";
import { Dialog } from "../../ui/dialog.js";
import { TextBox } from "../../ui/text-box.js";
import { ownZone } from "../../ui/time-zone.js";
import { TimeZoneField } from "../../ui/time-zone-field.js";
import { isPublicJitsi } from "../../ui/video-link.js";
import { withScheme } from "../../ui/web-address.js";
import { t } from "../../ui/words.js";
import { asField, fromField } from "../../ui/zone-fields.js";
import { CallOffButton } from "./before-start.js";
import { saveCommand } from "./commands.js";
import { closeDialog } from "./screen-state.js";

/** @type {("title" | "community" | "venue" | "video_url")[]} */
const FIELDS = ["title", "community", "venue", "video_url"];
const LIMITS = { title: 120, community: 120, venue: 300, video_url: 500 };

export function DetailsDialog() {
  const meeting = one("meeting");
  const waiting = meeting?.state === "waiting";
  const draft = useFormDraft("meeting", "meeting", {
    title: meeting?.title || "",
    community: meeting?.community || "",
    venue: meeting?.venue || "",
    video_url: meeting?.video_url || "",
    starts_at: asField(meeting?.starts_at || null, meetingZone()),
    time_zone: meetingZone() || ownZone(),
  });
  const { form } = draft;
  /** @param {Event} event */
  const save = async (event) => {
    event.preventDefault();
    const { starts_at: text, time_zone: zone, ...fields } = form;
    const time = waiting && { starts_at: text ? fromField(text, zone) : null, time_zone: zone };
    const args = { ...fields, ...time, video_url: form.video_url.trim() || null };
    if ((await draft.submit((stored) => saveCommand("meeting.edit", args, undefined, stored))).ok) closeDialog();
  };
  const ready = form.title.trim();
  return html`<${Dialog} title=${t("chair.safe.details")} onClose=${closeDialog}>
    <form class="stack" onSubmit=${save}>
      <${KeptHint} draft=${draft} />
      ${
        waiting &&
        html`<label class="field">
            <span class="label">${t("chair.details.starts_at")}</span>
            <${TextBox} class="input" type="datetime-local" value=${form.starts_at} onText=${draft.enter("starts_at")} />
          </label>
          <${TimeZoneField} value=${form.time_zone} onText=${draft.enter("time_zone")} />`
      }
      ${FIELDS.map(
        (name) => html`<label key=${name} class="field">
          <span class="label">${t(`chair.details.${name}`)}</span>
          <${TextBox}
            class="input"
            dir="auto"
            type=${name === "video_url" ? "url" : "text"}
            limit=${LIMITS[name]}
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
    ${waiting && html`<${CallOff} />`}
  </>`;
}

/** Calling the meeting off, and taking that back. */
function CallOff() {
  const cancelled = one("meeting")?.cancelled;
  return html`<div class="stack tight">
    <p class="soft small-text">${t(cancelled ? "chair.details.cancelled_about" : "chair.details.cancel_about")}</p>
    <p><${CallOffButton} /></p>
  </div>`;
}
