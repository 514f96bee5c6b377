// @ts-check
// Moderation: notes that wait for approval, notes that were hidden, and people who were removed from the meeting.
import { html } from "../../../vendor/preact.js";
import { all, get } from "../../core/records.js";
import { Dialog } from "../../ui/dialog.js";
import { Icon } from "../../ui/icon.js";
import { StillList } from "../../ui/still-list.js";
import { showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import { newCardsWords } from "../../wall/cards-words.js";
import { EraseText } from "../../wall/erase-text.js";
import { wordsOfNote } from "../../wall/note/note-language.js";
import { excerpt } from "../../wall/queries.js";
import { commandHandler, runCommand } from "../shell/commands.js";
import { ConfirmButton } from "../shell/confirm-button.js";
import { closeDialog } from "../shell/screen-state.js";

/** Notes that wait for approval; each is approved or hidden. */
export function PendingNotesDialog() {
  const held = all("held");
  return html`<${Dialog} title=${t("chair.held.title")} onClose=${closeDialog}>
    ${held.length ? html`<p class="soft">${t("chair.held.about")}</p>` : html`<p>${t("chair.held.none")}</p>`}
    <${StillList}
      class="stack tight"
      items=${held}
      words=${newCardsWords}
      row=${(/** @type {HeldRecord} */ note, /** @type {object} */ attributes) =>
        html`<li ...${attributes} class=${`note ${note.color}`}>
          <p class="note-text" ...${wordsOfNote(note)}>${note.text}</p>
          <p class="small-text"><bdi>${get("zone", note.zone)?.title}</bdi></p>
          <div class="row">
            <button type="button" class="button small" onClick=${commandHandler("note.let", { note: note.id })}>
              <${Icon} name="check" /> ${t("chair.held.let")}
            </button>
            <button
              type="button"
              class="button quiet small on-paper"
              onClick=${commandHandler("note.remove", { note: note.id })}
            >
              <${Icon} name="eye-off" /> ${t("wall.note.hide")}
            </button>
          </div>
        </li>`}
    />
  </>`;
}

/** People who could be removed from the meeting, and people who are banned. */
export function BannedPeopleDialog() {
  const banned = all("kept_out");
  const here = all("person").filter(
    (person) => person.role === "participant" && !person.guest && !get("kept_out", person.id),
  );
  /** @param {string} person */
  const remove = async (person) => (await runCommand("person.remove", { person })).ok && showToast(t("chair.out.done"));
  return html`<${Dialog} title=${t("chair.safe.out")} onClose=${closeDialog}>
    <p class="soft">${t("chair.out.about")}</p>
    <h3>${t("member.people")}</h3>
    ${
      here.length
        ? html`<${StillList}
          class="people-rows"
          items=${here}
          open=${false}
          sizeOf=${(/** @type {PersonRecord} */ person) => person.name || person.marker}
          row=${(/** @type {PersonRecord} */ person, /** @type {object} */ attributes) =>
            html`<li ...${attributes} class="row apart">
              <span>
                <bdi>${person.name || person.marker}</bdi> <span class="soft small-text">
                  ${t(`chair.out.${person.place}`)}
                </span>
              </span> <span>
                <${ConfirmButton}
                  icon="x"
                  words="chair.out.remove"
                  confirm="chair.out.remove_sure"
                  onConfirm=${() => remove(person.id)}
                />
              </span>
            </li>`}
        />`
        : html`<p>${t("chair.out.nobody")}</p>`
    }
    ${
      banned.length > 0 &&
      html`
        <h3>${t("chair.out.heading")}</h3>
        <${StillList}
          class="people-rows"
          items=${banned}
          row=${(/** @type {KeptOutRecord} */ each, /** @type {object} */ attributes) =>
            html`<li ...${attributes} class="row apart">
              <bdi>${each.called}</bdi> <button
                type="button"
                class="button quiet small"
                onClick=${commandHandler("person.let_in", { person: each.id })}
              >
                <${Icon} name="door-open" /> ${t("chair.out.let_in")}
              </button>
            </li>`}
        />
      `
    }
  </>`;
}

/** Notes that were hidden; each can be restored. */
export function HiddenNotesDialog() {
  const removed = all("removed");
  return html`<${Dialog} title=${t("chair.safe.removed_title")} onClose=${closeDialog}>
    ${
      removed.length
        ? html`
          <p class="soft">${t("chair.safe.removed_why")}</p>
          <${StillList}
            class="stack tight"
            items=${removed}
            row=${(/** @type {RemovedRecord} */ note, /** @type {object} */ attributes) =>
              html`<li ...${attributes} class=${`note ${note.color}`}>
                <p class="note-text" ...${wordsOfNote(note)}>${note.text}</p>
                <div class="note-foot">
                  <button type="button" class="note-open" onClick=${commandHandler("note.restore", { note: note.id })}>
                    <${Icon} name="rotate-ccw" />
                    <span>${t("chair.safe.restore")}</span>
                  </button>
                  <${EraseText} kind="removed" id=${note.id} words=${note.text} label=${excerpt(note.text)} />
                </div>
              </li>`}
          />
        `
        : html`<p>${t("chair.safe.none_removed")}</p>`
    }
  </>`;
}
