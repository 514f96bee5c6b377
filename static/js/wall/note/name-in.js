// @ts-check
// Which word of a text seems to be a person's name. Loaded once somebody writes: few of a page's visitors do so at once.
import { fold } from "../../ui/fold.js";
import { GIVEN_NAMES } from "./given-names.js";

const TITLE =
  /(?:^|[^\p{L}])((?:Mr|Mrs|Ms|Miss|Dr|Prof|PC|Sgt|Herr|Frau|Pan|Pani|Doamna|Domnul)\.? \p{Lu}[\p{Ll}'’-]+)/u;
const CAPITALISED = /^\p{Lu}\p{Ll}/u;

/**
 * The words that seem to be a person's name, or "".
 * @param {string} text
 * @param {Set<string>} participants  the first names of people in the meeting, folded
 * @param {Set<string>} alsoWords  names that are other words too in the language of this screen
 */
export function nameIn(text, participants, alsoWords) {
  const titled = TITLE.exec(text);
  if (titled) return titled[1];
  const words = text
    .normalize("NFC")
    .split(/[^\p{L}\p{M}'’‑-]+/u)
    .filter(Boolean)
    .map((word) => word.replace(/['’]s$/, ""));
  for (let n = 0; n < words.length; n += 1) {
    const word = words[n];
    const next = words[n + 1] || "";
    if (participants.has(fold(word))) return word;
    const surname = CAPITALISED.test(next) && !GIVEN_NAMES.has(next);
    if (GIVEN_NAMES.has(word)) return surname ? `${word} ${next}` : word;
    // "Grace" may be a word; "Grace Miller" is a name.
    if (alsoWords.has(word) && surname) return `${word} ${next}`;
  }
  return "";
}
