// @ts-check
// What there is to read aloud: the note that this person has touched, else a scale with its answers, else the question.
import { signal } from "../../vendor/preact.js";
import { get, one } from "../core/records.js";
import { cardOf } from "../photos/photo-card.js";
import { answeredWords } from "../ui/answered.js";
import { countedWords } from "../ui/counted-note.js";
import { labelled } from "../ui/lists.js";
import { language, t } from "../ui/words.js";

/** @typedef {import("./speech.js").Passage} Passage */

/** The questions that a person sees, on a phone or on a laptop; the same words may stand in several places. */
const QUESTIONS = ".asked [dir], .ask, .swipe-page:not([inert]) > .prompt, .mirror-question, .compose-prompt";

/** The texts that a meeting has from the start, as this screen shows them: none on an English page. */
const ourTexts = new Set(Object.values(/** @type {any} */ (globalThis).pageTexts || {}));

/** The note or the scale that was touched last: with a finger, a mouse or by keys. */
export const touched = signal({ note: "", scale: "" });

/** Follows what is touched. @returns {() => void} */
export function followTouches() {
  /** @param {Event} event */
  const touch = (event) => {
    const target = event.target instanceof Element ? event.target : null;
    // What is pressed to hear a note is no other thing that is touched, and a note that opens is there again a moment later.
    if (!target?.isConnected || target.closest(".listen")) return;
    const note = target.closest("[data-note]");
    const scale = target.closest("[data-scale]");
    touched.value = { note: note?.getAttribute("data-note") || "", scale: scale?.getAttribute("data-scale") || "" };
  };
  document.addEventListener("click", touch, true);
  document.addEventListener("focusin", touch, true);
  return () => {
    document.removeEventListener("click", touch, true);
    document.removeEventListener("focusin", touch, true);
  };
}

/** The note that was touched, if it is still on the page. */
export const noteElement = () =>
  touched.value.note ? document.querySelector(`[data-note="${CSS.escape(touched.value.note)}"]`) : null;

/**
 * The language of a text: of the element that says one, else that of the page for words of ours, and that of the meeting
 * for what people wrote. An English page shows our texts as they are stored, so it cannot tell them apart.
 * @param {string} text @param {Element | null} [element]
 */
function languageOf(text, element) {
  const near = element?.closest("[lang]");
  if (near && near !== document.documentElement) return near.getAttribute("lang") || language;
  const isOurs = language === "en" || ourTexts.has(text);
  return isOurs ? language : one("meeting")?.language || language;
}

/** @param {Element} element @returns {Passage[]} */
function notePassages(element) {
  const card = cardOf(element.getAttribute("data-note"));
  if (!card) return [];
  const box = element.querySelector("textarea");
  const words = element.querySelector(".note-text") || element;
  const texts = [box ? box.value : card.text || (card.photo ? t("wall.photo.none") : ""), ...(card.merged || [])];
  return texts.map((text) => ({ text, lang: languageOf(text, words) }));
}

/** @param {string} text @returns {Passage} */
const ours = (text) => ({ text, lang: language });
/** @param {string} text @returns {Passage} */
const theirs = (text) => ({ text, lang: languageOf(text) });

/** The question of a scale, what its ends mean, and how the answers are spread. @param {ScaleRecord} scale */
function scalePassages(scale) {
  const { low, high, low_label, high_label, counts, good_enough, not_today } = scale;
  const passages = [theirs(scale.question)];
  if (low_label) passages.push({ text: labelled(String(low), low_label), lang: languageOf(low_label) });
  if (high_label) passages.push({ text: labelled(String(high), high_label), lang: languageOf(high_label) });
  if (good_enough !== null) passages.push(ours(t("scale.good_enough", { n: good_enough })));
  if (!scale.shown) return passages;
  passages.push(ours(answeredWords(scale)));
  if (!counts) return passages.concat(ours(countedWords(scale, 0, scale.state === "closed", true)));
  counts.forEach((n, at) => n && passages.push(ours(t("member.listen.chose", { n, step: low + at }))));
  if (not_today) passages.push(ours(t("scale.not_today_count", { n: not_today })));
  return passages;
}

/** @returns {Passage[]} */
function questionPassages() {
  const found = [...document.querySelectorAll(QUESTIONS)].filter((each) => each.textContent?.trim());
  const elements = found.length ? found : [...document.querySelectorAll("h1")];
  const passages = elements.map((each) => {
    const text = (each.textContent || "").trim();
    return { text, lang: languageOf(text, each) };
  });
  return passages.filter(({ text }, at) => passages.findIndex((each) => each.text === text) === at);
}

/**
 * What would be read now.
 * @param {string} [shown]  The scale that is shown here, if there is one.
 * @returns {{what: "note" | "answers" | "question", passages: Passage[]}}
 */
export function readableNow(shown) {
  const note = noteElement();
  if (note) return { what: "note", passages: notePassages(note) };
  const scale = shown ? get("scale", touched.value.scale) || get("scale", shown) : undefined;
  if (scale) return { what: "answers", passages: scalePassages(scale) };
  return { what: "question", passages: questionPassages() };
}
