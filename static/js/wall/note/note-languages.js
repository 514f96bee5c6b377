// @ts-check
// The languages of an open note: what language it is in, and translations of it by hand.
import { html, useRef } from "../../../vendor/preact.js";
import { send } from "../../core/outbox.js";
import { isChairOrHelper } from "../../core/roles.js";
import { KeptHint, useFormDraft } from "../../drafts/form-draft.js";
import { Icon } from "../../ui/icon.js";
import { picked, ticked } from "../../ui/picked.js";
import { TextBox } from "../../ui/text-box.js";
import { showRefusal } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import { MAX_NOTE_LENGTH } from "../queries.js";
import { languageName, languageOf, NOTE_LANGUAGES, ownLanguage, translationsOf, wordsIn } from "./note-language.js";
import { Translations } from "./translations.js";

/** @typedef {import("./note-language.js").NoteLanguage} NoteLanguage */

/**
 * For its author, where the screen has another language than the meeting: whether the note is in that one.
 * @param {{on: boolean, onChange: (lang: NoteLanguage | null) => void}} props
 */
export function OwnLanguageBox({ on, onChange }) {
  const own = ownLanguage();
  if (!own) return null;
  return html`<label class="sign">
    <input
      type="checkbox"
      checked=${on}
      onChange=${ticked((isTicked) => onChange(isTicked ? own : null))}
    /> ${t("wall.composer.own_language")}
  </label>`;
}

/**
 * @param {{note: NoteRecord, mine: boolean, edit: (fields: {lang: NoteLanguage | null}) => unknown}} props
 */
export function NoteLanguages({ note, mine, edit }) {
  if (!isChairOrHelper())
    return html`
      ${mine && html`<${OwnLanguageBox} on=${note.lang === ownLanguage()} onChange=${(/** @type {NoteLanguage | null} */ lang) => edit({ lang })} />`}
      <${Translated} note=${note} />
    `;
  return html`<details class="note-languages">
    <summary><${Icon} name="languages" /> ${t("wall.translation.heading")}</summary>
    <div class="stack">
      <label class="field">
        <span class="label">${t("wall.translation.note_is")}</span>
        <${LanguageChoice} value=${note.lang || ""} none="not_said" onPick=${(/** @type {NoteLanguage | ""} */ lang) => edit({ lang: lang || null })} />
      </label>
      <${Translated} note=${note} />
      ${!note.alone && !note.held && html`<${AddTranslation} note=${note} />`}
    </div>
  </details>`;
}

/** @param {{value: string, none: string, without?: string, onPick: (code: NoteLanguage | "") => void}} props */
function LanguageChoice({ value, none, without, onPick }) {
  return html`<select
    class="input"
    onChange=${picked((value) => onPick(NOTE_LANGUAGES.find((code) => code === value) || ""))}
  >
    <option value="" selected=${!value}>${t(`wall.translation.${none}`)}</option>
    ${NOTE_LANGUAGES.filter((code) => code !== without).map(
      (code) => html`<option key=${code} value=${code} selected=${code === value}>${languageName(code)}</option>`,
    )}
  </select>`;
}

/** The translations, each with a button that takes it off. @param {{note: NoteRecord}} props */
function Translated({ note }) {
  const codes = translationsOf(note).map(([code]) => code);
  if (!codes.length) return null;
  return html`
    <div class=${`note ${note.color}`}><${Translations} note=${note} all /></div>
    <div class="row">
      ${codes.map(
        (code) => html`<button
          key=${code}
          type="button"
          class="button plain small"
          onClick=${() => send("note.translate", { note: note.id, lang: code, text: "" }).then(showRefusal)}
        >
          <${Icon} name="trash-2" /> ${t("wall.translation.remove", { language: languageName(code) })}
        </button>`,
      )}
    </div>
  `;
}

/** @param {{note: NoteRecord}} props */
function AddTranslation({ note }) {
  const draft = useFormDraft("translation-of", note.id, { lang: "", text: "" });
  const { lang, text } = draft.form;
  // The words that were there when the translation was begun.
  const wording = useRef(note.text);
  if (!text) wording.current = note.text;
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const args = { note: note.id, lang: /** @type {NoteLanguage} */ (lang), text, wording: wording.current };
    const answer = showRefusal(await draft.submit((stored) => send("note.translate", args, stored)));
    // They have been told that the words have changed.
    if (!answer.ok) wording.current = note.text;
  };
  return html`<form class="stack" onSubmit=${save}>
    <${KeptHint} draft=${draft} />
    <label class="field">
      <span class="label">${t("wall.translation.into")}</span>
      <${LanguageChoice}
        value=${lang}
        none="choose"
        without=${note.lang || languageOf(note)}
        onPick=${(/** @type {string} */ code) => draft.choose("lang", code)}
      />
    </label>
    ${
      lang &&
      html`<label class="field">
          <span class="label">${t("wall.translation.words", { language: languageName(lang) })}</span>
          <${TextBox} class="input" rows=${2} limit=${MAX_NOTE_LENGTH} value=${text} ...${wordsIn(lang)} onText=${draft.type("text")} />
        </label>
        <div class="row">
          <button class="button quiet" type="submit" disabled=${!text.trim()}>
            <${Icon} name="check" /> ${t("wall.translation.save")}
          </button>
        </div>`
    }
  </form>`;
}
