// @ts-check
// An open note: to read, or to edit if it is this person's own. Closing it in any way saves the text, so that a stray
// tap loses nothing; "Undo" restores the old text. Everything that dragging does can be done here too.
import { html, useEffect, useRef, useState } from "../../../vendor/preact.js";
import { you } from "../../core/connection.js";
import { putAside, send } from "../../core/outbox.js";
import { all, get } from "../../core/records.js";
import { isChairOrHelper } from "../../core/roles.js";
import { closeOnBack } from "../../ui/back-button.js";
import { Icon } from "../../ui/icon.js";
import { showRefusal, showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import { draftOf, keepDraft } from "../drafts.js";
import { EraseText } from "../erase-text.js";
import { isMine, mayChange, myWallZones, openNote, unsentChanges } from "../queries.js";
import { ColorPicker } from "./color-picker.js";
import { CharactersLeft, NoteEditor } from "./note-editor.js";
import { MergedNotes, myMarks, NOTE_TYPES, NoteMarkButtons, NoteMarks, Signature } from "./note-marks.js";

/**
 * @param {{id: string, onMove?: () => void}} props  `onMove`: starts moving the note on the plane.
 */
export function NoteDialog({ id, onMove }) {
  // A click elsewhere may already have opened another note.
  const onClose = () => {
    if (openNote.value?.id === id) openNote.value = null;
  };
  const note = get("note", id);
  const card = useRef(/** @type {HTMLElement | null} */ (null));
  const may = mayChange(id);
  useEffect(() => {
    const element = /** @type {HTMLElement} */ (card.current);
    // By the event's path, because a clicked button of a dialog in here may already be removed.
    const outside = (/** @type {Event} */ event) => !event.composedPath().includes(element) && onClose();
    const keys = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && onClose();
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
      may
        ? html`<${EditNote} note=${note} onClose=${onClose} onMove=${onMove} />`
        : html`
          <div class=${`note large ${note.color}`}>
            <p class="note-text" dir="auto">${note.text}</p>
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

/** All text of a note, with that of the notes merged into it. @param {NoteRecord} note */
const wordsOf = (note) => [note.text].concat(note.merged || []).join("\n");

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
  const me = you.value ? get("person", you.value.id) : undefined;

  /** @param {string} words */
  const write = (words) => {
    latest.current = words;
    setText(words);
    keepDraft(draftKey, words === first.current ? "" : words);
  };
  useEffect(() => () => saveOnClose(note, latest.current, first.current), []);
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
      ${
        mine &&
        me?.name &&
        html`<label class="sign">
          <input
            type="checkbox"
            checked=${Boolean(note.signed)}
            onChange=${(/** @type {Event & {target: HTMLInputElement}} */ event) =>
              edit({ signed: event.target.checked ? me.name : null })}
          /> ${t("wall.note.sign_as", { name: me.name })}
        </label>`
      }
      ${
        note.signed &&
        !mine &&
        html`<button type="button" class="button plain small" onClick=${() => edit({ signed: null })}>
          ${t("wall.note.unsign")}
        </button>`
      }
    </div>
    <label class="field">
      <span class="label">${t("wall.kind.label")}</span>
      <select
        class="input"
        onChange=${(/** @type {Event & {target: HTMLInputElement}} */ event) =>
          edit({ sort: NOTE_TYPES.find((type) => type === event.target.value) || null })}
      >
        <option value="" selected=${!note.sort}>${t("wall.kind.none")}</option>
        ${NOTE_TYPES.map(
          (kind) => html`<option key=${kind} value=${kind} selected=${kind === note.sort}>
            ${t(`wall.kind.${kind}`)}
          </option>`,
        )}
      </select>
    </label>
    ${
      !note.alone &&
      html`<div class="row">
        <button type="button" class="button plain small" onClick=${() => makeStep(note)}>
          <${Icon} name="flag" /> ${t("thread.steps.of_note")}
        </button>
      </div>`
    }
    ${!note.alone && html`<${NotePlaceFields} note=${note} onMove=${onMove} />`}
    ${isChairOrHelper() && !note.alone && html`<${ChairTools} note=${note} mine=${mine} />`}
  </div>`;
}

/** Makes a next step of the note's text; the note stays. @param {NoteRecord} note */
async function makeStep(note) {
  const answer = showRefusal(await send("step.add", { note: note.id }));
  if (answer.ok) showToast(t("thread.steps.of_note_done"));
}

/** Saves the text, however the note was closed. @param {NoteRecord} note @param {string} text @param {string} before */
async function saveOnClose(note, text, before) {
  keepDraft(`edit.${note.id}`, "");
  const words = text.trim();
  if (words === before.trim() || !words) return;
  const args = { note: note.id, zone: note.zone, text };
  const gone = { code: "", message: t("wall.card.gone") };
  if (!get("note", note.id)) {
    putAside("note.edit", args, gone);
    return;
  }
  const answer = await send("note.edit", { note: note.id, text });
  if (!answer.ok) putAside("note.edit", args, answer.error || gone);
}

/** The controls for the note's place on the wall. @param {{note: NoteRecord, onMove?: () => void}} props */
function NotePlaceFields({ note, onMove }) {
  const [name, setName] = useState("");
  const zones = isChairOrHelper() ? all("zone") : myWallZones();
  const groups = all("group").filter((group) => group.zone === note.zone);
  /** @param {Omit<CommandArgs["note.move"], "note">} place */
  const move = (place) => send("note.move", { note: note.id, ...place }).then(showRefusal);
  const moveToZone = async (/** @type {string} */ zone) => {
    const answer = await move({ zone });
    if (answer.ok) showToast(t("wall.plane.moved", { zone: get("zone", zone)?.title || "" }));
  };
  const addGroup = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const answer = showRefusal(await send("group.add", { zone: note.zone, title: name, notes: [note.id] }));
    if (answer.ok) setName("");
  };
  return html`<div class="note-where">
    ${
      onMove &&
      html`<button type="button" class="button quiet" onClick=${onMove}>
        <${Icon} name="move" /> ${t("wall.plane.move")}
      </button>`
    }
    ${
      zones.length > 1 &&
      html`<label class="field">
        <span class="label">${t("wall.note.zone")}</span>
        <select
          class="input"
          onChange=${(/** @type {Event & {target: HTMLInputElement}} */ event) => moveToZone(event.target.value)}
        >
          ${zones.map(
            (zone) => html`<option key=${zone.id} value=${zone.id} selected=${zone.id === note.zone}>
              ${zone.title}
            </option>`,
          )}
        </select>
      </label>`
    }
    ${
      (groups.length > 0 || note.group) &&
      html`<label class="field">
        <span class="label">${t("wall.note.group")}</span>
        <select
          class="input"
          onChange=${(/** @type {Event & {target: HTMLInputElement}} */ event) =>
            move({ group: event.target.value || null })}
        >
          <option value="" selected=${!note.group}>${t("wall.note.no_group")}</option>
          ${groups.map(
            (each) => html`<option key=${each.id} value=${each.id} selected=${each.id === note.group}>
              ${each.title}
            </option>`,
          )}
        </select>
      </label>`
    }
    ${
      isChairOrHelper() &&
      html`<form class="row" onSubmit=${addGroup}>
        <input
          class="input grow"
          dir="auto"
          value=${name}
          aria-label=${t("wall.group.new")}
          placeholder=${t("wall.group.new")}
          maxlength="120"
          onInput=${(/** @type {Event & {target: HTMLInputElement}} */ event) => setName(event.target.value)}
        />
        <button class="button quiet" type="submit" disabled=${!name.trim()}>${t("wall.group.make")}</button>
      </form>`
    }
  </div>`;
}

/** What only the chair and helpers can do with a note. @param {{note: NoteRecord, mine: boolean}} props */
function ChairTools({ note, mine }) {
  const [asked, setAsked] = useState(false);
  const hide = async () => {
    if (!asked) {
      setAsked(true);
      return;
    }
    const answer = showRefusal(await send("author.hide", { note: note.id }));
    if (answer.ok) showToast(t("wall.author.hidden", { n: answer.result.hidden }));
  };
  return html`<div class="row">
    ${
      note.merged &&
      html`<button
        type="button"
        class="button quiet small"
        onClick=${() => send("note.split", { note: note.id }).then(showRefusal)}
      >
        <${Icon} name="ungroup" /> ${t("wall.merged.split")}
      </button>`
    }
    ${
      !mine &&
      you.value?.role === "chair" &&
      html`<button type="button" class="button plain small" onClick=${hide} onBlur=${() => setAsked(false)}>
        <${Icon} name="eye-off" /> ${t(asked ? "wall.author.sure" : "wall.author.hide")}
      </button>`
    }
    <${EraseText} kind="note" id=${note.id} words=${wordsOf(note)} />
  </div>`;
}
