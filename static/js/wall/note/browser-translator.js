// @ts-check
// The translator of the browser (the Translator API): it works on the device, so no words leave it. Chrome has it since
// version 138, other browsers do not yet.
import { signal } from "../../../vendor/preact.js";
import { language } from "../../ui/words.js";

/** @typedef {{translate: (text: string) => Promise<string>}} Translator */
/** @typedef {{sourceLanguage: string, targetLanguage: string}} Pair */
/**
 * @typedef {{availability: (pair: Pair) => Promise<string>, create: (pair: Pair) => Promise<Translator>}} TranslatorApi
 */
/**
 * Whether it can translate from a language: "none" if not, "able" if it can after a press, which may make the browser get
 * a dictionary first; then "getting", and "ready" or "failed".
 * @typedef {"none" | "able" | "getting" | "ready" | "failed"} State
 */

/** @returns {TranslatorApi | undefined} */
const api = () => /** @type {any} */ (globalThis).Translator;

/** Whether the reader wants to see all notes in their own language. It ends with the page. */
export const isOn = signal(false);

/** By the language from which it translates. @type {Map<string, import("../../../vendor/preact.js").Signal<State>>} */
const states = new Map();
/** The languages for which the browser has what it needs. @type {Set<string>} */
const here = new Set();
/** @type {Map<string, Promise<Translator>>} */
const translators = new Map();
/** By language and text: a note that is drawn again is not translated again. @type {Map<string, Promise<string>>} */
const results = new Map();

/** @param {string} from @returns {Pair} */
const pairOf = (from) => ({ sourceLanguage: from, targetLanguage: language });

/** @param {string} from */
function stateOf(from) {
  let state = states.get(from);
  if (!state) {
    state = signal(/** @type {State} */ ("none"));
    states.set(from, state);
    if (api()) look(from, state);
  }
  return state;
}

/** @param {string} from @param {import("../../../vendor/preact.js").Signal<State>} state */
async function look(from, state) {
  try {
    const found = await api()?.availability(pairOf(from));
    if (found && found !== "unavailable") state.value = "able";
    if (found === "available") here.add(from);
    // A language that the reader meets later, once they have asked for translations.
    if (here.has(from) && isOn.peek()) prepare(from);
  } catch {
    // It knows no such language.
  }
}

/** Whether it can translate from this language to the reader's. @param {string} from @returns {State} */
export const askState = (from) => stateOf(from).value;

/** Call it on a press, without which the browser gets no dictionary. @param {string} from */
export function startTranslating(from) {
  for (const each of new Set([from, ...here])) prepare(each);
}

/** @param {string} from */
async function prepare(from) {
  const state = stateOf(from);
  const made = translators.get(from) || /** @type {TranslatorApi} */ (api()).create(pairOf(from));
  translators.set(from, made);
  if (state.peek() !== "ready") state.value = "getting";
  try {
    await made;
    state.value = "ready";
  } catch {
    translators.delete(from);
    state.value = "failed";
  }
}

/**
 * The text in the reader's language; "" if it cannot be translated.
 * @param {string} from @param {string} text
 * @returns {Promise<string>}
 */
export function translated(from, text) {
  const key = `${from} ${text}`;
  const found = results.get(key) || translate(from, text);
  results.set(key, found);
  return found;
}

/** @param {string} from @param {string} text */
async function translate(from, text) {
  try {
    return (await (await translators.get(from))?.translate(text)) || "";
  } catch {
    return "";
  }
}
