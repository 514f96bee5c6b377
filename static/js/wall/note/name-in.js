// @ts-check
// Which word of a text seems to be a person's name. Loaded once somebody writes: few of a page's visitors do so at once.
import { fold } from "../../ui/fold.js";
import { arabicNameAt } from "./arabic-names.js";
import { GIVEN_NAMES } from "./given-names.js";

/**
 * A title and a surname. Slavic and Romanian titles are written small within a sentence; “Pan Bóg” is God.
 * @param {string} more  What follows the endings of “pan”.
 */
const titles = (more) =>
  new RegExp(
    "(?:^|[^\\p{L}])((?:" +
      "(?:Mr|Mrs|Ms|Miss|Dr|Prof|PC|Sgt|Herrn?|Frau)\\.?|" +
      `[Pp]an(?:i|ią|ia|a|u|em)${more}|[Dd]oamn(?:a|ei)|[Dd]omnul(?:ui)?|[Пп]ан(?:і|а|у|ові|ом)?` +
      ") (?!B[oó]g|Бо)\\p{Lu}[\\p{Ll}'’ʼ-]+)",
    "u",
  );
const TITLE = titles("");
/** “Pan” itself is a word in other languages: “pan Gymru”, “a pan London approach”. */
const SLAVIC_TITLE = titles("?");
const SLAVIC = ["pl", "uk"];
const CAPITALISED = /^\p{Lu}\p{Ll}/u;

/**
 * How Polish, Romanian and Ukrainian change the end of a name: “z Piotrem”, “Mariei”, “від Олени”. Names of which the
 * rest is short are left out, and those that become other words: “Марка” is a brand. Men’s names with an “a” are other
 * words too often (“Marina”).
 */
const INFLECTIONS = [
  { nominative: /^(\p{Script=Latin}{4,})a$/u, ending: /(?:y|i|ie|ę|ą|ei)$/, never: /tie$|[^egijkl]i$/ },
  { nominative: /^(\p{Script=Latin}{4,}[^aeiouy])$/u, ending: /(?:owi|em|ie|u|ze)$/, never: /tie$|[^r]ze$/ },
  { nominative: /^([\p{Script=Cyrillic}ʼ]{4,})а$/u, ending: /(?:[иіуо]|ою)$/ },
  { nominative: /^([\p{Script=Cyrillic}ʼ]{2,}[іл])я$/u, ending: /(?:[іїюєе]|ею|єю)$/ },
  { nominative: /^(?!Марко)([\p{Script=Cyrillic}ʼ]{4,}?)о?$/u, ending: /(?:[ауе]|ові|ом)$/ },
  { nominative: /^([\p{Script=Cyrillic}ʼ]{3,})[йь]$/u, ending: /(?:[яюі]|[єе]ві|[єе]м)$/ },
].map(({ nominative, ending, never }) => ({
  ending,
  never,
  stems: new Set([...GIVEN_NAMES].map((name) => nominative.exec(name)?.[1])),
}));

/**
 * The words that seem to be a person's name, or "".
 * @param {string} text
 * @param {Set<string>} participants  the first names of people in the meeting, folded
 * @param {Set<string>} alsoWords  names that are other words too in the language of this screen
 * @param {string} language  the language of this screen
 */
export function nameIn(text, participants, alsoWords, language) {
  const titled = (SLAVIC.includes(language) ? SLAVIC_TITLE : TITLE).exec(text);
  if (titled) return titled[1];
  const words = text
    .normalize("NFC")
    .split(/[^\p{L}\p{M}'’‑\u200c-]+/u)
    .filter(Boolean)
    .map((word) => word.replace(/['’]s$/, ""));
  for (let n = 0; n < words.length; n += 1) {
    const word = words[n];
    const next = words[n + 1] || "";
    if (participants.has(fold(word))) return word;
    const surname = CAPITALISED.test(next) && !isGivenName(next);
    // "Grace" may be a word; "Grace Miller" is a name.
    if (surname && (alsoWords.has(word) || isGivenName(word))) return `${word} ${next}`;
    if (alsoWords.has(word)) continue;
    if (isGivenName(word)) return word;
    const arabic = arabicNameAt(words, n);
    if (arabic) return arabic;
  }
  return "";
}

/** @param {string} word */
function isGivenName(word) {
  if (!CAPITALISED.test(word)) return false;
  // The apostrophe of Ukrainian names, which keyboards have as another character.
  const name = word.replace(/['’]/g, "ʼ");
  return (
    GIVEN_NAMES.has(name) ||
    INFLECTIONS.some(
      ({ ending, never, stems }) => ending.test(name) && !never?.test(name) && stems.has(name.replace(ending, "")),
    )
  );
}
