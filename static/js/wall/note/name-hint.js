// @ts-check
// Guesses whether a note names somebody ("No Name, No Blame, No Shame"). The guess is made on this device only and
// leads to one question, never to more.
import { you } from "../../core/connection.js";
import { all } from "../../core/records.js";
import { fold } from "../../ui/fold.js";
import { t } from "../../ui/words.js";

const TITLE = /(?:^|[^A-Za-z])((?:Mr|Mrs|Ms|Miss|Dr|Prof|PC|Sgt)\.? [A-Z][a-z'’-]+)/;
/** Shorter names are too likely to be other words. */
const SHORTEST = 3;

/** @param {string} key */
const wordList = (key) => new Set(t(key).split(" "));

/**
 * The words that seem to be a person's name, or "".
 * @param {string} text
 */
export function findName(text) {
  const titled = TITLE.exec(text);
  if (titled) return titled[1];
  const words = text
    .normalize("NFC")
    .split(/[^A-Za-zÀ-ÿ'’‑-]+/)
    .filter(Boolean)
    .map((word) => word.replace(/['’]s$/, ""));
  const participants = participantNames();
  const names = wordList("wall.gently.names");
  const alsoWords = wordList("wall.gently.also_words");
  for (let n = 0; n < words.length; n += 1) {
    const word = words[n];
    const next = words[n + 1] || "";
    if (participants.has(fold(word))) return word;
    const surname = /^[A-Z][a-z]/.test(next) && !names.has(next);
    if (names.has(word)) return surname ? `${word} ${next}` : word;
    // "Grace" may be a word; "Grace Miller" is a name.
    if (alsoWords.has(word) && surname) return `${word} ${next}`;
  }
  return "";
}

/** The first names of the other people in the meeting, folded. */
function participantNames() {
  const me = you.peek()?.id;
  const names = all("person")
    .filter((person) => person.id !== me)
    .map((person) => (person.name || "").split(/\s+/)[0])
    .map(fold);
  return new Set(names.filter((name) => name.length >= SHORTEST));
}
