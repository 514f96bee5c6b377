// @ts-check
// Guesses whether a note names somebody ("No Name, No Blame, No Shame"). The guess is made on this device only and
// leads to one question, never to more.
import { you } from "../../core/connection.js";
import { all } from "../../core/records.js";
import { fold } from "../../ui/fold.js";
import { late } from "../../ui/late.js";
import { t } from "../../ui/words.js";

/** Shorter names are too likely to be other words. */
const SHORTEST = 3;

const { module, want } = late(() => import("./name-in.js"));

/**
 * Loads what the guess needs, once the page is live; to be called before somebody begins to write. Until it is there
 * nobody is asked.
 */
export const wantNames = want;

/**
 * The words that seem to be a person's name, or "".
 * @param {string} text
 */
export function findName(text) {
  const alsoWords = new Set(t("wall.gently.also_words").split(" "));
  return module()?.nameIn(text, participantNames(), alsoWords, document.documentElement.lang) ?? "";
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
