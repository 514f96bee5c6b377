// @ts-check
// An open photograph: what it shows, in words that several people can write side by side; its place on the wall; and for
// the chair and helpers, the button that shows it large on the board.
import { html } from "../../vendor/preact.js";
import { send } from "../core/outbox.js";
import { one } from "../core/records.js";
import { isChair, isChairOrHelper } from "../core/roles.js";
import { Autosave } from "../ui/autosave.js";
import { Icon } from "../ui/icon.js";
import { showRefusal, showToast } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { EraseText } from "../wall/erase-text.js";
import { myMarks, NoteMarkButtons, NoteMarks } from "../wall/note/note-marks.js";
import { NotePlaceFields } from "../wall/note/note-tools.js";
import { isMine, MAX_NOTE_LENGTH } from "../wall/queries.js";
import { PhotoButton, paperNotesOf } from "./photo-card.js";

/**
 * @param {{card: import("./photo-card.js").Card & {photo: PhotoRecord}, may: boolean, onClose: () => void, onMove?: ()
 *   => void}} props
 */
export function PhotoDialog({ card, may, onClose, onMove }) {
  const { photo } = card;
  const marks = myMarks(card);
  const mine = isMine(photo.id);
  const remove = async () => {
    onClose();
    const answer = showRefusal(await send("note.remove", { note: photo.id }));
    if (answer.ok) showToast(t(mine ? "wall.note.removed_own" : "wall.note.put_aside"));
  };
  return html`<div class="stack">
    <div class="note large is-photo">
      <${PhotoButton} photo=${photo} />
      ${!may && photo.description && html`<p class="note-text" dir="auto">${photo.description}</p>`}
      <${NoteMarks} note=${card} />
    </div>
    ${
      may &&
      html`<${Autosave}
        key=${photo.id}
        label=${t(photo.cut_from ? "photos.words" : "photos.what")}
        hint=${photo.cut_from ? undefined : t("photos.what_for")}
        value=${photo.description}
        name="photo.describe"
        args=${{ photo: photo.id }}
        field="description"
        rows=${2}
        limit=${MAX_NOTE_LENGTH}
      />`
    }
    ${marks && html`<${NoteMarkButtons} note=${card} marks=${marks} />`}
    <div class="row">
      <button type="button" class="button" onClick=${onClose}>
        <${Icon} name="check" /> ${t(may ? "common.save" : "common.close")}
      </button>
      ${isChairOrHelper() && !photo.state && html`<${ShowLarge} photo=${photo} />`}
      ${isChairOrHelper() && !photo.state && !photo.cut_from && html`<${FindNotes} photo=${photo} />`}
      ${
        may &&
        html`<button type="button" class="button quiet" onClick=${remove}>
          <${Icon} name=${mine ? "trash-2" : "eye-off"} /> ${t(mine ? "wall.note.remove" : "wall.note.hide")}
        </button>`
      }
    </div>
    ${may && html`<${NotePlaceFields} note=${card} onMove=${onMove} />`}
    <${EraseText} kind="photo" id=${photo.id} words=${photo.description || t("wall.photo.name")} />
  </div>`;
}

/** Makes cards of the paper notes on it. @param {{photo: PhotoRecord}} props */
const FindNotes = ({ photo }) => html`<button
  type="button"
  class="button quiet"
  onClick=${() => (paperNotesOf.value = photo.id)}
>
  <${Icon} name="search" /> ${t("photos.paper.find")}
</button>`;

/** Shows this photograph large on the board, or ends that. @param {{photo: PhotoRecord}} props */
function ShowLarge({ photo }) {
  const board = one("board");
  if (!board || !isChair()) return null;
  const on = board.view === "photo" && board.photo === photo.id;
  const args = /** @type {CommandArgs["board.show"]} */ (on ? { view: "auto" } : { view: "photo", photo: photo.id });
  return html`<button
    type="button"
    class="button quiet"
    aria-pressed=${on}
    onClick=${() => send("board.show", args).then(showRefusal)}
  >
    <${Icon} name="monitor" /> ${t(on ? "photos.not_large" : "photos.large")}
  </button>`;
}
