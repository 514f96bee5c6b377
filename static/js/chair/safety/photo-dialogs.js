// @ts-check
// Photographs: whose are taken, and the look at those of participants before others see them.
import { html } from "../../../vendor/preact.js";
import { all, get, one } from "../../core/records.js";
import { PhotoImage } from "../../photos/photo-card.js";
import { Dialog } from "../../ui/dialog.js";
import { Icon } from "../../ui/icon.js";
import { StillList } from "../../ui/still-list.js";
import { t } from "../../ui/words.js";
import { newCardsWords } from "../../wall/cards-words.js";
import { commandHandler, runCommand } from "../shell/commands.js";
import { ConfirmButton } from "../shell/confirm-button.js";
import { closeDialog } from "../shell/screen-state.js";

/** @type {MeetingRecord["photos_by"][]} */
const PHOTOS_BY = ["all", "helpers", "nobody"];

export function PhotosByDialog() {
  const now = one("meeting")?.photos_by;
  return html`<${Dialog} title=${t("chair.safe.photos")} onClose=${closeDialog}>
    <p class="soft">${t("chair.photos.who")}</p>
    <fieldset class="bare">
      <legend class="unseen">${t("chair.safe.photos")}</legend>
      <div class="row choices">
        ${PHOTOS_BY.map(
          (who) => html`<label key=${who} class="choice">
            <input
              type="radio"
              name="photos-by"
              checked=${now === who}
              onChange=${() => runCommand("photo.allow", { who })}
            />
            <span>${t(`chair.photos.${who}`)}</span>
          </label>`,
        )}
      </div>
    </fieldset>
  </>`;
}

/** Photographs that wait; each is shown on the wall, or deleted. */
export function PendingPhotosDialog() {
  const held = all("held_photo");
  return html`<${Dialog} title=${t("chair.photos.title")} onClose=${closeDialog}>
    <p class="soft">${t(held.length ? "chair.photos.about" : "chair.photos.none")}</p>
    <${StillList}
      class="stack tight"
      items=${held}
      words=${newCardsWords}
      row=${(/** @type {HeldPhotoRecord} */ photo, /** @type {object} */ attributes) =>
        html`<li ...${attributes} class="note sand is-photo">
          <${PhotoImage} photo=${photo} width=${1000} />
          ${photo.description && html`<p class="note-text" dir="auto">${photo.description}</p>`}
          <p class="small-text"><bdi>${get("zone", photo.zone)?.title}</bdi></p>
          <div class="row">
            <button type="button" class="button small" onClick=${commandHandler("photo.approve", { photo: photo.id })}>
              <${Icon} name="check" /> ${t("chair.photos.show")}
            </button>
            <${ConfirmButton}
              icon="trash-2"
              words="chair.photos.refuse"
              confirm="chair.photos.refuse_sure"
              onConfirm=${() => runCommand("photo.refuse", { photo: photo.id })}
            />
          </div>
        </li>`}
    />
  </>`;
}
