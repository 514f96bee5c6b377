// @ts-check
// A sticky note in a list: its words, a signature if its author chose one, and for those who may, a way to change it
// right where it is.
import { html, useState } from "../../vendor/preact.js";
import { now } from "../live/clock.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { NoteCard } from "./card.js";
import { beginning, opened } from "./notes.js";
import { Signed } from "./signed.js";

/** A note younger than this settles onto the wall; the others were there. */
const FRESH_MS = 4000;

/**
 * One note of a list. It reads no records itself, so that it is drawn again only when something about it changes.
 * @param {{note: any, mine: boolean, may: boolean, change?: import("./notes.js").OnItsWay, where: string, open: boolean}} props
 *   `change`: what is on its way to the server; `where`: the view it stands in.
 */
export function Note({ note, mine, may, change, where, open }) {
  const [fresh] = useState(() => now() - note.at < FRESH_MS);
  if (open) return html`<li class="note-open-here" data-note=${note.id}><${NoteCard} id=${note.id} /></li>`;
  const text = change?.text ?? note.text;
  return html`<li class=${`note ${change?.color || note.color} ${mine ? "is-mine" : ""} ${change ? "is-waiting" : ""} ${fresh ? "fresh" : ""}`} data-note=${note.id}>
    <p class="note-text" dir="auto">${text}</p>
    <${Signed} name=${note.signed} />
    ${(mine || may || change) &&
    html`<div class="note-foot">
      ${change
        ? html`<span><${Icon} name="hourglass" /> ${t(change.going ? "wall.note.going" : "wall.note.waiting")}</span>`
        : html`<span class="note-mine">${mine && t("wall.note.yours")}</span>`}
      ${may && !change?.going && html`<button type="button" class="note-open" aria-label=${t("wall.note.change_label", { text: beginning(text) })} onClick=${() => (opened.value = { id: note.id, where })}><${Icon} name="pencil" /> ${t("wall.note.change")}</button>`}
    </div>`}
  </li>`;
}

/** Words that are on their way. @param {{item: any}} props */
export function WaitingNote({ item }) {
  return html`<li class=${`note ${item.args.color || "butter"} is-mine is-waiting`}>
    <p class="note-text" dir="auto">${item.args.text}</p>
    <p class="note-foot"><span><${Icon} name="hourglass" /> ${t("wall.note.waiting")}</span></p>
  </li>`;
}
