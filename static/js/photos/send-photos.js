// @ts-check
// Sending photographs: take or choose them, make each ready, say what it shows, and see what has become of it.
import { html, useEffect, useState } from "../../vendor/preact.js";
import { one } from "../core/records.js";
import { isChairOrHelper } from "../core/roles.js";
import { Dialog } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { TextBox } from "../ui/text-box.js";
import { t } from "../ui/words.js";
import { PhotoEditor } from "./photo-editor.js";
import { forget, retry, sendPhoto } from "./photo-outbox.js";
import { choosingFor, unsentPhotos } from "./photo-picker.js";
import { edited, encoded, readPicture } from "./prepare.js";

/** As long as a note. */
const MAX_DESCRIPTION = 500;

export function SendPhotos() {
  const { zone, files: given } = choosingFor.value || { zone: "", files: [] };
  const [files, setFiles] = useState(given);
  const [asking, setAsking] = useState(false);
  const end = () => (choosingFor.value = null);
  const close = () => (files.length ? setAsking(true) : end());
  const [file, ...rest] = files;
  const next = () => (rest.length ? setFiles(rest) : end());
  return html`<${Dialog} title=${t("photos.title")} onClose=${close}>
    <div class="stack">
      ${
        asking &&
        html`<div class="notice stack tight" role="alert">
          <p>${t("photos.leave")}</p>
          <div class="row">
            <button type="button" class="button small" onClick=${() => setAsking(false)}>${t("photos.leave_not")}</button>
            <button type="button" class="button quiet small" onClick=${end}>${t("photos.leave_yes")}</button>
          </div>
        </div>`
      }
      ${
        one("meeting")?.keeps !== "pictures"
          ? html`<p>${t("photos.not_recorded")}</p>`
          : file
            ? html`<${OnePhoto} key=${files.length} file=${file} more=${rest.length} zone=${zone} onDone=${next} />`
            : html`<${Choose} onFiles=${setFiles} />`
      }
    </div>
  </>`;
}

/** @param {{onFiles: (files: File[]) => void}} props */
function Choose({ onFiles }) {
  const take = (/** @type {Event & {target: HTMLInputElement}} */ event) =>
    onFiles(Array.from(event.target.files || []));
  const open = (/** @type {MouseEvent & {currentTarget: HTMLElement}} */ event) =>
    event.currentTarget.querySelector("input")?.click();
  const stop = (/** @type {Event} */ event) => event.stopPropagation();
  /** @param {string} icon @param {string} words @param {object} more */
  const way = (icon, words, more) =>
    html`<button type="button" class="button" onClick=${open}>
      <${Icon} name=${icon} /> ${t(words)}
      <input hidden type="file" accept="image/*" ...${more} onChange=${take} onClick=${stop} />
    </button>`;
  return html`
    <p>${t("photos.faces")}</p>
    <div class="row">
      ${way("camera", "photos.take", { capture: "environment" })}
      ${way("layout-grid", "photos.choose", { multiple: true })}
    </div>
    ${!isChairOrHelper() && html`<p class="soft small-text">${t("photos.look_first")}</p>`}
  `;
}

/**
 * One picture, from its file to the outbox.
 * @param {{file: File, more: number, zone: string, onDone: () => void}} props  `more`: how many come after it.
 */
function OnePhoto({ file, more, zone, onDone }) {
  const [picture, setPicture] = useState(/** @type {HTMLCanvasElement | null | "unreadable"} */ (null));
  const [edits, setEdits] = useState(/** @type {import("./prepare.js").Edit[]} */ ([]));
  const [description, setDescription] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => {
    readPicture(file).then(setPicture, () => setPicture("unreadable"));
  }, []);
  if (picture === "unreadable")
    return html`<p role="alert">${t("photos.unreadable")}</p>
      <div class="row"><button type="button" class="button" onClick=${onDone}>${t("photos.go_on")}</button></div>`;
  if (!picture) return html`<p role="status"><${Icon} name="hourglass" /> ${t("photos.reading")}</p>`;
  /** @param {Event} event */
  const send = async (event) => {
    event.preventDefault();
    if (isBusy) return;
    setIsBusy(true);
    await sendPhoto({ zone, description: description.trim(), ...(await encoded(edited(picture, edits))) });
    onDone();
  };
  return html`<form class="stack" onSubmit=${send}>
    ${more > 0 && html`<p class="soft" role="status">${t("photos.more", { n: more })}</p>`}
    <p class="photo-faces">${t("photos.faces")}</p>
    <${PhotoEditor} picture=${picture} edits=${edits} onEdits=${setEdits} />
    <label class="field">
      <span class="label">${t("photos.what")}</span>
      <span class="hint">${t("photos.what_for")}</span>
      <${TextBox} class="input" dir="auto" limit=${MAX_DESCRIPTION} value=${description} onText=${setDescription} />
    </label>
    <button type="submit" class="button" aria-disabled=${isBusy ? "true" : undefined}>
      <${Icon} name="send" /> ${t(isBusy ? "common.saving" : "photos.send")}
    </button>
  </form>`;
}

/** The photographs of a zone that the server does not have yet. @param {{zone: string}} props */
export function UnsentPhotos({ zone }) {
  const shown = unsentPhotos.value.filter((each) => each.zone === zone);
  return html`<ul class="note-list unsent-photos">
    ${shown.map((each) => html`<${UnsentPhoto} key=${each.id} photo=${each} />`)}
  </ul>`;
}

/** @param {{photo: import("./photo-picker.js").UnsentPhoto}} props */
function UnsentPhoto({ photo }) {
  const { id, thumb, description, error, sent } = photo;
  const percent = Math.round((sent || 0) * 100);
  return html`<li class="note sand is-mine is-waiting is-photo" data-unsent-photo=${id}>
    <img class="photo-image" src=${thumb} alt=${description || t("wall.photo.none")} />
    ${description && html`<p class="note-text" dir="auto">${description}</p>`}
    ${
      error
        ? html`<p role="alert"><b>${t("photos.refused")}</b> ${error.message}</p>
          <div class="row">
            <button type="button" class="button small" onClick=${() => retry(id)}>${t("photos.again")}</button>
            <button type="button" class="button quiet small on-paper" onClick=${() => forget(id)}>
              <${Icon} name="trash-2" /> ${t("photos.delete")}
            </button>
          </div>`
        : html`<progress style="width: 100%" max="100" value=${percent} aria-label=${t("photos.progress")} />
          <p class="note-foot">
            <span>
              <${Icon} name="hourglass" />
              ${sent === undefined ? t("wall.note.waiting") : t(sent < 1 ? "photos.sent" : "photos.making", { n: percent })}
            </span>
          </p>`
    }
  </li>`;
}
