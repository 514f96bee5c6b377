// @ts-check
// How many notes and photographs there are, in the same words wherever it is said. A paper note that was cut out of a
// photograph is a note.
import { get } from "../core/records.js";
import { t } from "../ui/words.js";

/** @typedef {{notes: number, photos: number}} CardCounts */

/**
 * "3 notes", "2 photographs" or "3 notes and 2 photographs"; "3 new notes" and so on if they are `fresh`.
 * @param {CardCounts} counts @param {boolean} [fresh]
 */
export function cardsWords({ notes, photos }, fresh) {
  const start = fresh ? "new_" : "";
  const words = {
    notes: t(`common.cards.${start}notes`, { n: notes }),
    photos: t(`common.cards.${start}photos`, { n: photos }),
  };
  return notes && photos ? t("common.cards.both", words) : photos ? words.photos : words.notes;
}

/**
 * How many of these are notes, and how many photographs.
 * @param {{photo?: {cut_from?: string}}[]} cards @returns {CardCounts}
 */
export function countCards(cards) {
  const photos = cards.filter(({ photo }) => photo && !photo.cut_from).length;
  return { notes: cards.length - photos, photos };
}

/** What is said of new cards with these ids. @param {string[]} ids */
export const newCardsWords = (ids) =>
  cardsWords(countCards(ids.map((id) => ({ photo: get("photo", id) || get("held_photo", id) }))), true);
