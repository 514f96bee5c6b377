// @ts-check
// What a note says in another language, beside the note itself: translations that the chair's side wrote, and one that
// this browser makes on the device, if it can and the reader asks for it. Nothing is sent for that, and nothing kept.
import { html, useEffect, useState } from "../../../vendor/preact.js";
import { Icon } from "../../ui/icon.js";
import { language, t } from "../../ui/words.js";
import { isMine } from "../queries.js";
import { askState, isOn, startTranslating, translated } from "./browser-translator.js";
import { languageName, languageOf, translationsOf, wordsIn } from "./note-language.js";

/**
 * The translations of a note by hand: the reader's own, if there is one, else all of them.
 * @param {{note: NoteRecord, all?: boolean}} props
 */
export function Translations({ note, all }) {
  const found = translationsOf(note);
  const own = all ? [] : found.filter(([code]) => code === language);
  return (own.length ? own : found).map(
    ([code, words]) => html`<span key=${code} class="note-translation">
      <span class="note-translation-by">${t("wall.translation.by_hand", { language: languageName(code) })}</span>
      <span class="note-text" ...${wordsIn(code)}>${words}</span>
    </span>`,
  );
}

/** Whether this reader can ask the browser for a translation. @param {NoteRecord} note @param {boolean} mine */
export function mayAsk(note, mine) {
  const from = languageOf(note);
  return !mine && from !== "" && from !== language && !note.translations?.[language] && note.text !== "";
}

/**
 * One button for all notes of the map, which are buttons themselves: shows them in the reader's language too, or no
 * longer.
 * @param {{notes: NoteRecord[]}} props
 */
export function TranslateAllButton({ notes }) {
  const languages = [...new Set(notes.filter((note) => mayAsk(note, isMine(note.id))).map(languageOf))];
  const states = languages.map(askState);
  const able = languages.filter((_, at) => states[at] === "able" || states[at] === "ready");
  const busy = states.includes("getting") ? "getting" : !able.length && states.includes("failed") ? "failed" : "";
  if (!able.length && !busy) return null;
  const isShown = isOn.value && states.includes("ready") && !states.includes("able");
  return html`<${Switch} name="button quiet small plane-translate" ...${{ busy, isShown, languages: able }} />`;
}

/** The note in the reader's language, by the browser. @param {{note: NoteRecord, mine: boolean}} props */
export function BrowserTranslation({ note, mine }) {
  const from = languageOf(note);
  const state = isOn.value && mayAsk(note, mine) ? askState(from) : "";
  const [found, setFound] = useState({ text: "", words: "" });
  useEffect(() => {
    if (state !== "ready") return undefined;
    let isWanted = true;
    translated(from, note.text).then((words) => isWanted && setFound({ text: note.text, words }));
    return () => {
      isWanted = false;
    };
  }, [state, from, note.text]);
  if (state !== "ready" || found.text !== note.text) return null;
  return html`<span class="note-translation" translate=${false}>
    <span class="note-translation-by">
      ${t(found.words ? "wall.translation.by_browser" : "wall.translation.failed")}
    </span>
    ${found.words && html`<span class="note-text" ...${wordsIn(language)}>${found.words}</span>`}
  </span>`;
}

/** Shows all notes in the reader's language too, or no longer. @param {{note: NoteRecord, mine: boolean}} props */
export function TranslateButton({ note, mine }) {
  const from = languageOf(note);
  const state = mayAsk(note, mine) ? askState(from) : "none";
  if (state === "none") return null;
  const busy = state === "getting" || state === "failed" ? state : "";
  const isShown = isOn.value && state === "ready";
  const label = isShown || busy ? undefined : t("wall.translation.show_label", { text: note.text.slice(0, 60) });
  return html`<${Switch} name="say note-translate" ...${{ busy, isShown, label, languages: [from] }} />`;
}

/**
 * @param {{name: string, busy: string, isShown: boolean, label?: string, languages: string[]}} props  `busy`: why a press
 *   does nothing now, "" if it does; `languages`: those that are translated from when it is pressed.
 */
function Switch({ name, busy, isShown, label, languages }) {
  const press = () => {
    if (busy) return;
    isOn.value = !isShown;
    if (!isShown) languages.forEach(startTranslating);
  };
  return html`<button
    type="button"
    class=${name}
    aria-disabled=${busy ? "true" : undefined}
    aria-label=${label}
    onClick=${press}
  >
    <${Icon} name="languages" /> ${t(`wall.translation.${busy || (isShown ? "hide" : "show")}`)}
  </button>`;
}
