// @ts-check
// The next meeting: propose times, see how many people can come, set the date. The forms use the time zone of the
// meeting.
import { html, signal } from "../../../vendor/preact.js";
import { meetingZone, when } from "../../agenda/start-time.js";
import { one } from "../../core/records.js";
import { KeptHint, useFormDraft } from "../../drafts/form-draft.js";
import {
  DateCounts,
  DatesNote,
  dateSize,
  NextMeetingDetails,
  ProposedDate,
  proposedDates,
} from "../../followup/next-meeting.js";
import { Dialog } from "../../ui/dialog.js";
import { Icon } from "../../ui/icon.js";
import { StillList } from "../../ui/still-list.js";
import { TextBox } from "../../ui/text-box.js";
import { t } from "../../ui/words.js";
import { asField, fromField } from "../../ui/zone-fields.js";
import { askFirst } from "../shell/ask-first.js";
import { commandHandler, runCommand, saveCommand } from "../shell/commands.js";

/** The form for setting the date: the moment it starts from, or null while it is closed. */
const dateForm = signal(/** @type {null | {at: number}} */ (null));
/** The same limit as on the server. */
const MOST_DATES = 8;

export function NextMeetingPanel() {
  const next = one("next");
  const dates = proposedDates();
  const closed = one("meeting")?.state === "closed";
  return html`<section class="stack tight" aria-labelledby="next-h">
    <h3 id="next-h">${t("thread.next.heading")}</h3>
    ${
      next
        ? html`
          <div class="next-card stack tight"><${NextMeetingDetails} next=${next} /></div>
          <div class="row">
            <button type="button" class="button quiet small" onClick=${() => (dateForm.value = { at: next.at })}>
              <${Icon} name="pencil" /> ${t("thread.steps.change")}
            </button>
            <button type="button" class="button quiet small" onClick=${commandHandler("next.clear")}>
              ${t("chair.next_meeting.clear")}
            </button>
          </div>
        `
        : html`
          ${
            dates.length > 0 &&
            html`
              ${!closed && html`<${DatesNote} dates=${dates} />`}
              <${StillList}
                class="stack"
                items=${dates}
                open=${false}
                sizeOf=${dateSize}
                row=${(/** @type {DateRecord} */ date, /** @type {object} */ attributes) =>
                  html`<${ProposedTime} date=${date} closed=${closed} attributes=${attributes} key=${date.id} />`}
              />
            `
          }
          ${!closed && dates.length < MOST_DATES && html`<${ProposeForm} />`}
          <button type="button" class="button quiet small" onClick=${() => (dateForm.value = { at: 0 })}>
            ${t("chair.next_meeting.fix_other")}
          </button>
        `
    }
    ${dateForm.value && html`<${DateDialog} at=${dateForm.value.at} />`}
  </section>`;
}

/**
 * A proposed time: the chair's own answer, how many people can come, and the button to set it.
 * @param {{date: DateRecord, closed: boolean, attributes: object}} props
 */
function ProposedTime({ date, closed, attributes }) {
  const buttons = html`<div class="row">
    <button
      type="button"
      class="button tint small"
      aria-label=${t("chair.next_meeting.fix_label", { when: when(date.at) })}
      onClick=${() => (dateForm.value = { at: date.at })}
    >
      <${Icon} name="check" /> ${t("chair.next_meeting.fix")}
    </button>
    <button
      type="button"
      class="button plain small"
      aria-label=${t("chair.next_meeting.remove_label", { when: when(date.at) })}
      onClick=${() => askFirst("date.remove", { date: date.id }, t("chair.remove"))}
    >
      ${t("chair.remove")}
    </button>
  </div>`;
  if (closed)
    return html`<li ...${attributes} class="date-card">
      <p><b>${when(date.at)}</b></p>
      <${DateCounts} date=${date} />
      ${buttons}
    </li>`;
  return html`<li ...${attributes} class="date-own"><ul><${ProposedDate} date=${date} /></ul>${buttons}</li>`;
}

function ProposeForm() {
  const draft = useFormDraft("date", "", { text: "" });
  const { text } = draft.form;
  const at = text ? fromField(text, meetingZone()) : NaN;
  /** @param {Event} event */
  const propose = (event) => {
    event.preventDefault();
    if (at) draft.submit(() => runCommand("date.propose", { at }));
  };
  return html`<form class="stack tight" onSubmit=${propose}>
    <label class="field">
      <span class="label small-text">${t("chair.next_meeting.propose_label")}</span>
      <${TextBox} class="input" type="datetime-local" value=${text} onText=${draft.enter("text")} />
    </label>
    <button class="button quiet small" type="submit" aria-disabled=${at ? undefined : "true"}>
      <${Icon} name="plus" /> ${t("chair.next_meeting.propose")}
    </button>
  </form>`;
}

/** @param {{at: number}} props */
function DateDialog({ at }) {
  const before = one("next");
  const draft = useFormDraft("next", "", {
    at: asField(at, meetingZone()),
    venue: before?.venue || "",
    video_url: before?.video_url || one("meeting")?.video_url || "",
    title: before?.title || "",
  });
  const { form } = draft;
  const close = () => (dateForm.value = null);
  const moment = form.at ? fromField(form.at, meetingZone()) : NaN;
  /** @param {Event} event */
  const save = async (event) => {
    event.preventDefault();
    if (!moment) return;
    const args = { ...form, at: moment, video_url: form.video_url.trim() || null };
    if ((await draft.submit((stored) => saveCommand("next.fix", args, undefined, stored))).ok) close();
  };
  return html`<${Dialog} title=${t("chair.next_meeting.fix")} onClose=${close}>
    <form class="stack" onSubmit=${save}>
      <${KeptHint} draft=${draft} />
      <p class="soft">${t("chair.next_meeting.fix_about")}</p>
      <label class="field">
        <span class="label">${t("chair.next_meeting.when")}</span>
        <${TextBox} class="input" type="datetime-local" value=${form.at} onText=${draft.enter("at")} />
      </label>
      <label class="field">
        <span class="label">${t("chair.next_meeting.venue")}</span>
        <${TextBox} class="input" dir="auto" limit=${300} value=${form.venue} onText=${draft.type("venue")} />
      </label>
      <label class="field">
        <span class="label">${t("chair.next_meeting.video_url")}</span>
        <${TextBox}
          class="input"
          type="url"
          limit=${500}
          placeholder="https://"
          value=${form.video_url}
          onText=${draft.type("video_url")}
        />
      </label>
      <label class="field">
        <span class="label">${t("chair.next_meeting.title")}</span>
        <${TextBox} class="input" dir="auto" limit=${120} value=${form.title} onText=${draft.type("title")} />
      </label>
      <button class="button" type="submit" disabled=${!moment}>${t("common.save")}</button>
    </form>
  </>`;
}
