// @ts-check
// Web addresses as people type them and as they read them.

/** A link as people type it: most leave https:// out. @param {string} link */
export const withScheme = (link) => (!link || /^[a-z][a-z0-9+.-]*:/i.test(link) ? link : `https://${link}`);

/** An address as one reads it: without the scheme. @param {string} link */
export function withoutScheme(link) {
  return link.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
