// @ts-check
// Web addresses as people type and read them.

/** A typed link with its scheme: most people leave out https://. @param {string} link */
export const withScheme = (link) => (!link || /^[a-z][a-z0-9+.-]*:/i.test(link) ? link : `https://${link}`);

/** An address for reading: without its scheme. @param {string} link */
export function withoutScheme(link) {
  return link.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
