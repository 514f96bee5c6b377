// @ts-check
// Reading aloud, with a voice of this device. Other voices send the words to a company, so only those are used that the
// browser calls local. Nothing is read that nobody has asked for.
import { effect, signal } from "../../vendor/preact.js";
import { one } from "../core/records.js";

/** What is read, and in which language, such as "pl". @typedef {{text: string, lang: string}} Passage */

/** Not all browsers say when they have found their voices. */
const VOICES_LATE_MS = 2000;

const speech = /** @type {SpeechSynthesis | undefined} */ (window.speechSynthesis);
/** The voices on this device. */
const voices = signal(/** @type {SpeechSynthesisVoice[]} */ ([]));
export const isSpeaking = signal(false);
/** What is being read. A browser that forgets one of these before its end does not say when it has ended. */
let utterances = /** @type {SpeechSynthesisUtterance[]} */ ([]);

/** Whether there is anything that could read aloud here. */
export const canSpeak = () => voices.value.length > 0;

/** @param {string} tag  A language as browsers write it: "pl", "pl-PL", on some phones "pl_PL". */
const parts = (tag) => tag.toLowerCase().replace("_", "-").split("-");

/** The best voice for a language: for the reader's own country, if there is one. @param {string} lang */
function voiceFor(lang) {
  const [code] = parts(lang);
  const countries = navigator.languages.map((tag) => tag.toLowerCase());
  /** @param {SpeechSynthesisVoice} voice */
  const rank = (voice) => {
    const at = countries.indexOf(parts(voice.lang).join("-"));
    return at < 0 ? countries.length - Number(voice.default) / 2 : at;
  };
  return voices.value.filter((voice) => parts(voice.lang)[0] === code).sort((one, other) => rank(one) - rank(other))[0];
}

export function stop() {
  utterances = [];
  isSpeaking.value = false;
  if (speech && (speech.speaking || speech.pending)) speech.cancel();
}

/**
 * Reads these passages, one after the other, but not those for whose language there is no voice.
 * @param {Passage[]} passages
 * @returns {boolean} Whether there was a voice for any of them.
 */
export function speak(passages) {
  stop();
  const readable = passages.filter(({ text, lang }) => text.trim() && voiceFor(lang));
  utterances = readable.map(({ text, lang }) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voiceFor(lang);
    utterance.lang = utterance.voice.lang;
    return utterance;
  });
  const ours = utterances;
  const end = () => ours === utterances && stop();
  for (const utterance of ours) utterance.onerror = end;
  if (ours.length) ours[ours.length - 1].onend = end;
  isSpeaking.value = ours.length > 0;
  for (const utterance of ours) speech?.speak(utterance);
  return ours.length > 0;
}

if (speech) {
  const find = () => (voices.value = speech.getVoices().filter((voice) => voice.localService));
  speech.onvoiceschanged = find;
  find();
  setTimeout(find, VOICES_LATE_MS);
  // A voice that goes on from a pocket would tell the room what is on the wall.
  window.addEventListener("pagehide", stop);
  document.addEventListener("visibilitychange", () => document.hidden && stop());
  effect(() => {
    if (one("meeting")?.paused) stop();
  });
}
