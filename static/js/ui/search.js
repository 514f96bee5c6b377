// @ts-check
// Finding words however they were typed: without accents, in any case, with straight or curly apostrophes.

/** @param {string} text */
const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[\u2018\u2019\u02bc\u00b4`]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .toLowerCase();

/**
 * A test for texts that contain each word of a query.
 * @param {string} query
 * @returns {(text: string) => boolean}
 */
export function matcher(query) {
  const words = fold(query).split(/\s+/).filter(Boolean);
  return (text) => {
    const folded = fold(text);
    return words.every((word) => folded.includes(word));
  };
}
