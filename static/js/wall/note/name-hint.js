// @ts-check
// No Name, gently: does a note seem to name somebody? It is a guess, made on this device alone; it leads to one question
// and never to more.
import { you } from "../../core/connection.js";
import { all } from "../../core/records.js";
import { t } from "../../ui/words.js";

const TITLE = /(?:^|[^A-Za-z])((?:Mr|Mrs|Ms|Miss|Dr|Prof|PC|Sgt)\.? [A-Z][a-z'’-]+)/;
const SHORTEST = 3;

/** @param {string} key */
const listed = (key) => new Set(t(key).split(" "));

/**
 * The words that seem to name a person, or "".
 * @param {string} text
 */
export function findName(text) {
  const titled = TITLE.exec(text);
  if (titled) return titled[1];
  const words = text
    .split(/[^A-Za-zÀ-ÿ'’-]+/)
    .filter(Boolean)
    .map((word) => word.replace(/['’]s$/, ""));
  const here = namesHere();
  const names = listed("wall.gently.names");
  const alsoWords = listed("wall.gently.also_words");
  for (let n = 0; n < words.length; n += 1) {
    const word = words[n];
    const next = words[n + 1] || "";
    if (here.has(word.toLowerCase())) return word;
    const surname = /^[A-Z][a-z]/.test(next) && !names.has(next);
    if (names.has(word)) return surname ? `${word} ${next}` : word;
    // "Grace" may be a grace; "Grace Miller" is somebody.
    if (alsoWords.has(word) && surname) return `${word} ${next}`;
  }
  return "";
}

/** What the others here call themselves, in small letters. */
function namesHere() {
  const me = you.peek()?.id;
  const names = all("person")
    .filter((person) => person.name && person.id !== me)
    .map((person) => person.name.split(/\s+/)[0].toLowerCase());
  return new Set(names.filter((name) => name.length >= SHORTEST));
}
