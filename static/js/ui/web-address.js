// @ts-check
// Web addresses as people type and read them.

/** What a paste may bring along before a link, seen or unseen. */
const BEFORE = /^[\s\u200b\u2060\ufeff<([{"'“”„‘’‚«»‹›]+/;

/** A typed link with its scheme: most people leave out https://. @param {string} typed */
export function withScheme(typed) {
  const link = typed.replace(BEFORE, "");
  return !link || /^[a-z][a-z0-9+.-]*:/i.test(link) ? link : `https://${link}`;
}

/** An address for reading: without its scheme. @param {string} link */
export function withoutScheme(link) {
  return link.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
