// @ts-check
// Comparing texts as people do: see live_cop/meeting/texts/fold.py, which decides wherever something follows from it.

/**
 * A form of the text that is equal for texts that people take for the same, whatever their apostrophes, dashes, accents
 * and capitals look like.
 * @param {string} text
 */
export const fold = (text) =>
  text
    .replace(/[`´ʹʻʼ‘’‛′＇]/g, "'")
    .normalize("NFKD")
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]|[\ufe00-\ufe0f]/g, "")
    .replace(/[‐‑‒–—―−]/g, "-")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
