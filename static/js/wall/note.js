// @ts-check
// A sticky note: its words, a signature if its author chose one, and for those who may, a way to change it.
import { html, signal } from "../../vendor/preact.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { isMine, mayChange } from "./notes.js";

/** The note whose dialog is open. @type {import("../../vendor/preact.js").Signal<string | null>} */
export const opened = signal(null);

/**
 * The inside of a note.
 * @param {{note: any, always?: boolean}} props  `always`: offers to open it also to those who may only read.
 */
export function Note({ note, always }) {
  const mine = isMine(note.id);
  const may = mayChange(note.id);
  return html`<p class="note-text" dir="auto">${note.text}</p>
    ${note.signed && html`<p class="note-signed"><bdi>${note.signed}</bdi></p>`}
    ${(mine || may || always) &&
    html`<div class="note-foot">
      ${mine && html`<span class="note-mine">${t("wall.note.yours")}</span>`}
      ${(may || always) &&
      html`<button type="button" class="note-open" aria-label=${t(may ? "wall.note.change_label" : "wall.note.read_label", { text: note.text.slice(0, 60) })} onClick=${() => (opened.value = note.id)}>
        <${Icon} name=${may ? "pencil" : "maximize-2"} /><span>${t(may ? "wall.note.change" : "wall.note.read")}</span>
      </button>`}
    </div>`}`;
}

/** Words that are on their way. @param {{item: any}} props */
export function WaitingNote({ item }) {
  return html`<li class=${`note ${item.args.color || "butter"} is-waiting`}>
    <p class="note-text" dir="auto">${item.args.text}</p>
    <p class="note-foot"><${Icon} name="hourglass" /> ${t("wall.note.waiting")}</p>
  </li>`;
}
