// @ts-check
// An open note: to read, or to edit if it is this person's own. Closing it in any way saves the text, so that a stray
// tap loses nothing; "Undo" restores the old text. Everything that dragging does can be done here too.
import { html, useEffect, useRef, useState } from "../../../vendor/preact.js";
import { fewWritersOn } from "../../breakouts/queries.js";
import { you } from "../../core/connection.js";
import { putAside, send } from "../../core/outbox.js";
import { get } from "../../core/records.js";
import { isChairOrHelper } from "../../core/roles.js";
import { draftName, draftOf, keepDraft } from "../../drafts/drafts.js";
import { useShownWords } from "../../drafts/tab-storage.js";
import { LatePhotoDialog } from "../../photos/late.js";
import { cardOf } from "../../photos/photo-card.js";
import { closeOnBack } from "../../ui/back-button.js";
import { isComposingKey } from "../../ui/composition.js";
import { Icon } from "../../ui/icon.js";
import { picked, ticked } from "../../ui/picked.js";
import { Status } from "../../ui/status.js";
import { showRefusal, showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import { EraseText } from "../erase-text.js";
import { isMine, mayChange, openNote, unsentChanges } from "../queries.js";
import { ColorPicker } from "./color-picker.js";
import { LinkedText, NoteLinks } from "./linked-text.js";
import { CharactersLeft, NoteEditor } from "./note-editor.js";
import { wordsOfNote } from "./note-language.js";
import { NoteLanguages } from "./note-languages.js";
import { MergedNotes, myMarks, NOTE_TYPES, NoteMarkButtons, NoteMarks, Signature } from "./note-marks.js";
import { ChairTools, NotePlaceFields, wordsOf } from "./note-tools.js";
import { Translations } from "./translations.js";

/**
 * @param {{id: string, onMove?: () => void}} props  `onMove`: starts moving the note on the plane.
 */
export function NoteDialog({ id, onMove }) {
  // A click elsewhere may already have opened another note.
  const onClose = () => {
    if (openNote.value?.id === id) openNote.value = null;
  };
  const note = cardOf(id);
  const card = useRef(/** @type {HTMLElement | null} */ (null));
  const may = mayChange(id);
  useEffect(() => {
    const element = /** @type {HTMLElement} */ (card.current);
    // By the event's path, because a clicked button of a dialog in here may already be removed.
    // A photograph at full size lies over the page, and over this.
    const isPlace = (/** @type {EventTarget} */ each) =>
      each === element || (each instanceof Element && each.matches(".photo-viewer"));
    const outside = (/** @type {Event} */ event) => !event.composedPath().some(isPlace) && onClose();
    const keys = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && !isComposingKey(event) && onClose();
    const before = document.activeElement;
    if (!may) element.focus();
    // On "click", when the press is over: closing moves what is below, and the press would miss a button there.
    document.addEventListener("click", outside);
    element.addEventListener("keydown", keys);
    const release = closeOnBack(onClose);
    return () => {
      document.removeEventListener("click", outside);
      release();
      restoreFocus(id, before);
    };
  }, []);
  useEffect(() => {
    if (!note) onClose();
  }, [!note]);
  if (!note) return null;
  return html`<div
    class="note-dialog"
    ref=${card}
    tabindex="-1"
    role="group"
    aria-label=${t(may ? "wall.note.change" : "wall.note.read")}
  >
    ${
      note.photo
        ? html`<${LatePhotoDialog} card=${note} may=${may} onClose=${onClose} onMove=${onMove} />`
        : may
          ? html`<${EditNote} note=${note} onClose=${onClose} onMove=${onMove} />`
          : html`
          <div class=${`note large ${note.color}`}>
            <p class="note-text" ...${wordsOfNote(note)}><${LinkedText} text=${note.text} /></p>
            <${Translations} note=${note} all />
            <${Signature} name=${note.signed} />
            <${MergedNotes} note=${note} />
            <${NoteMarks} note=${note} />
          </div>
          <${MyMarkButtons} note=${note} />
          <div class="row">
            <button type="button" class="button quiet" onClick=${onClose}>${t("common.close")}</button>
            <${EraseText} kind="note" id=${id} words=${wordsOf(note)} />
          </div>
        `
    }
  </div>`;
}

/** The buttons for this person's marks. @param {{note: NoteRecord}} props */
function MyMarkButtons({ note }) {
  const marks = myMarks(note);
  return marks && html`<${NoteMarkButtons} note=${note} marks=${marks} />`;
}

/**
 * Moves the focus back to the note, unless it is elsewhere by now.
 * @param {string} id
 * @param {Element | null} before
 */
function restoreFocus(id, before) {
  requestAnimationFrame(() => {
    if (document.activeElement && document.activeElement !== document.body) return;
    const again = document.querySelector(`[data-note="${id}"] button`) || before;
    if (again instanceof HTMLElement && again.isConnected) again.focus({ preventScroll: true });
  });
}

/** @param {{note: NoteRecord, onClose: () => void, onMove?: () => void}} props */
function EditNote({ note, onClose, onMove }) {
  const draftKey = `edit.${note.id}`;
  const sent = unsentChanges().get(note.id)?.text ?? note.text;
  const [text, setText] = useState(() => draftOf(draftKey) || sent);
  const latest = useRef(text);
  const first = useRef(sent);
  const mine = isMine(note.id);
  const zone = get("zone", note.zone);
  const few = zone ? fewWritersOn(zone) : 0;

  /** @param {string} words */
  const write = (words) => {
    latest.current = words;
    setText(words);
    keepDraft(draftKey, words === first.current ? "" : words);
  };
  useEffect(() => () => saveOnClose(note, latest.current, first.current), []);
  // After that: what it has saved or shown as a notice is not left behind.
  useShownWords(draftName(draftKey));
  const discard = () => {
    write(first.current);
    onClose();
  };
  /** @param {Omit<CommandArgs["note.edit"], "note">} fields */
  const edit = (fields) => send("note.edit", { note: note.id, ...fields }).then(showRefusal);
  const remove = async () => {
    write(first.current);
    onClose();
    const answer = showRefusal(await send("note.remove", { note: note.id }));
    if (answer.ok) showToast(t(mine ? "wall.note.removed_own" : "wall.note.put_aside"));
  };
  return html`<div class="stack">
    <${NoteEditor} color=${note.color} text=${text} label=${t("wall.note.words")} onText=${write} rows=${3} focus />
    <${CharactersLeft} text=${text} />
    <${NoteLinks} text=${text} />
    ${few > 0 && !isChairOrHelper() && html`<p class="small-text">${t("team.few", { n: few })}</p>`}
    ${
      note.translations &&
      text.trim() !== note.text &&
      html`<${Status} says="comes" class="soft small-text">${t("wall.translation.drops")}<//>`
    }
    ${
      note.signed &&
      !mine &&
      html`<p class="soft small-text">${t("wall.note.signed_change", { name: note.signed })}</p>`
    }
    ${note.merged && html`<div class=${`note ${note.color}`}><${MergedNotes} note=${note} /></div>`}
    <${MyMarkButtons} note=${note} />
    <div class="row">
      <button type="button" class="button" onClick=${onClose}><${Icon} name="check" /> ${t("common.save")}</button>
      ${
        text !== first.current &&
        html`<button type="button" class="button quiet" onClick=${discard}>${t("wall.card.discard")}</button>`
      }
      <button type="button" class="button quiet" onClick=${remove}>
        <${Icon} name=${mine ? "trash-2" : "eye-off"} /> ${t(mine ? "wall.note.remove" : "wall.note.hide")}
      </button>
    </div>
    <div class="row">
      <${ColorPicker} value=${note.color} onPick=${(/** @type {NoteRecord["color"]} */ color) => edit({ color })} />
      <${SignField} note=${note} mine=${mine} edit=${edit} />
    </div>
    <${NoteLanguages} note=${note} mine=${mine} edit=${edit} />
    <${Kind} note=${note} edit=${edit} />
    ${
      !note.alone &&
      html`<div class="row">
        <button type="button" class="button plain small" onClick=${() => makeStep(note)}>
          <${Icon} name="flag" /> ${t("thread.steps.of_note")}
        </button>
      </div>`
    }
    ${!note.alone && html`<${NotePlaceFields} note=${note} onMove=${onMove} />`}
    ${isChairOrHelper() && !note.alone && html`<${ChairTools} note=${note} />`}
  </div>`;
}

/** @typedef {(fields: Omit<CommandArgs["note.edit"], "note">) => void} Edit */

/** Its author may sign it, and others may take the name off. @param {{note: NoteRecord, mine: boolean, edit: Edit}} props */
function SignField({ note, mine, edit }) {
  const name = you.value && get("person", you.value.id)?.name;
  if (mine)
    return (
      name &&
      html`<label class="sign">
        <input
          type="checkbox"
          checked=${Boolean(note.signed)}
          onChange=${ticked((isTicked) => edit({ signed: isTicked ? name : null }))}
        /> ${t("wall.note.sign_as", { name })}
      </label>`
    );
  return (
    note.signed &&
    html`<button type="button" class="button plain small" onClick=${() => edit({ signed: null })}>
      ${t("wall.note.unsign")}
    </button>`
  );
}

/** What kind of note it is. @param {{note: NoteRecord, edit: Edit}} props */
function Kind({ note, edit }) {
  return html`<label class="field">
    <span class="label">${t("wall.kind.label")}</span>
    <select
      class="input"
      onChange=${picked((value) => edit({ sort: NOTE_TYPES.find((type) => type === value) || null }))}
    >
      <option value="" selected=${!note.sort}>${t("wall.kind.none")}</option>
      ${NOTE_TYPES.map(
        (kind) => html`<option key=${kind} value=${kind} selected=${kind === note.sort}>
          ${t(`wall.kind.${kind}`)}
        </option>`,
      )}
    </select>
  </label>`;
}

/** Makes a next step of the note's text; the note stays. @param {NoteRecord} note */
async function makeStep(note) {
  const answer = showRefusal(await send("step.add", { note: note.id }));
  if (answer.ok) showToast(t("thread.steps.of_note_done"));
}

/** Saves the text, however the note was closed. @param {NoteRecord} note @param {string} text @param {string} before */
async function saveOnClose(note, text, before) {
  const key = `edit.${note.id}`;
  // Only these words: the note may have been opened again.
  const drop = () => draftOf(key) === text && keepDraft(key, "");
  const words = text.trim();
  if (words === before.trim() || !words) return drop();
  const args = { note: note.id, zone: note.zone, text };
  const gone = { code: "", message: t("wall.card.gone") };
  if (!get("note", note.id)) {
    drop();
    return putAside("note.edit", args, gone);
  }
  // Until they are in the outbox, a reload would lose them.
  const answer = await send("note.edit", { note: note.id, text }, drop);
  drop();
  if (!answer.ok) putAside("note.edit", args, answer.error || gone);
}
