// @ts-check
// A sticky note in a list: its text, a signature if its author chose one, and for people who may edit it, a way to do
// so in place.
import { html, useState } from "../../../vendor/preact.js";
import { PickForMainWall } from "../../breakouts/pick-for-main-wall.js";
import { hasJustCome } from "../../core/records.js";
import { nameOf, PhotoButton } from "../../photos/photo-card.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { colorOfUnsent, openNote } from "../queries.js";
import { selectOnClick, selectOnKey } from "../selection.js";
import { LinkedText } from "./linked-text.js";
import { NoteDialog } from "./note-dialog.js";
import { wordsIn, wordsOfNote } from "./note-language.js";
import { MergedNotes, NoteMarkButtons, NoteMarks, Signature } from "./note-marks.js";
import { BrowserTranslation, TranslateButton, Translations } from "./translations.js";

/**
 * One note of a list. It reads no records itself, so it is drawn again only when something about it changes.
 * @param {{note: import("../../photos/photo-card.js").Card, mine: boolean, may: boolean | "read",
 *   hidden?: import("../queries.js").Hidden, change?: import("../queries.js").UnsentChange, where: string, open: boolean,
 *   marks?: import("./note-marks.js").MyMarks | null, picked?: boolean, goes?: boolean, height?: string,
 *   hasFoot?: boolean}} props  `hidden`: why only its author sees it yet; `change`: a change that the server does not have
 *   yet; `where`: the view that contains it; `marks`: this person's marks, if they can set any; `picked`: whether it is
 *   selected, while selecting; `goes`: whether this person may move it from their small group's wall to the main wall;
 *   `height`: the style of a note whose height is kept for a while; `hasFoot`: whether there is a line for marks and
 *   buttons even without any.
 */
export function NoteInList({ note, mine, may, hidden, change, where, open, marks, picked, goes, height, hasFoot }) {
  const [fresh] = useState(() => hasJustCome(note.id));
  if (open) return html`<li class="note-open-here" data-note=${note.id}><${NoteDialog} id=${note.id} /></li>`;
  const text = change?.text ?? note.text;
  const label = { text: nameOf({ ...note, text }) };
  const press = (/** @type {MouseEvent} */ event) => {
    if (!selectOnClick(note, event)) openNote.value = { id: note.id, where };
  };
  const key = (/** @type {KeyboardEvent} */ event) => selectOnKey(note, event);
  const classes = [
    "note",
    note.photo ? "is-photo" : change?.color || note.color,
    picked && "is-picked",
    hidden && "is-hidden",
    mine && "is-mine",
    change && "is-waiting",
    fresh && "fresh",
    height && "is-pinned",
  ];
  return html`<li
    class=${classes.filter(Boolean).join(" ")}
    data-note=${note.id}
    style=${height}
  >
    ${note.photo && html`<${PhotoButton} photo=${note.photo} />`}
    ${text && html`<p class="note-text" ...${wordsOfNote(note)}><${LinkedText} text=${text} /></p>`}
    <${Translations} note=${note} />
    <${BrowserTranslation} note=${note} mine=${mine} />
    <${Signature} name=${note.signed} />
    ${
      note.merged &&
      html`<details class="note-more">
        <summary>${t("wall.merged.more", { n: note.merged.length })}</summary>
        <${MergedNotes} note=${note} />
      </details>`
    }
    <div class=${`note-foot ${mine || change || hasFoot ? "" : "is-bare"}`}>
      ${
        change
          ? html`<span>
            <${Icon} name="hourglass" /> ${t(change.going ? "wall.note.going" : "wall.note.waiting")}
          </span>`
          : mine && html`<span class="note-mine">${t(`wall.note.${hidden || "yours"}`)}</span>`
      }
      <${NoteMarks} note=${note} />
      <${TranslateButton} note=${note} mine=${mine} />
      ${
        may &&
        !change?.going &&
        picked === undefined &&
        html`<button
          type="button"
          class="note-open"
          aria-label=${t(may === "read" ? "wall.note.read_label" : "wall.note.change_label", label)}
          onClick=${press}
          onKeyDown=${key}
        >
          <span class="note-open-word">
            <${Icon} name=${may === "read" ? "eye" : "pencil"} /> <span>${t(
              may === "read" ? "wall.note.read" : "wall.note.change",
            )}</span>
          </span>
        </button>`
      }
      ${
        picked !== undefined &&
        html`<button
          type="button"
          class="note-open note-pick"
          aria-pressed=${picked}
          aria-label=${t("wall.select.note", label)}
          onClick=${press}
          onKeyDown=${key}
        >
          <span class="note-open-word">
            <${Icon} name=${picked ? "circle-check" : "circle"} />
          </span>
        </button>`
      }
      ${marks && html`<${NoteMarkButtons} note=${note} marks=${marks} />`}
    </div>
    ${goes && !change && html`<${PickForMainWall} note=${note} />`}
  </li>`;
}

/** A note that the server does not have yet. @param {{item: import("../queries.js").UnsentNote}} props */
export function UnsentNote({ item }) {
  return html`<li class=${`note ${colorOfUnsent(item)} is-mine is-waiting`}>
    <p class="note-text" ...${wordsIn(item.args.lang || undefined)}><${LinkedText} text=${item.args.text} /></p>
    <p class="note-foot"><span><${Icon} name="hourglass" /> ${t("wall.note.waiting")}</span></p>
  </li>`;
}
