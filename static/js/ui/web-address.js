// @ts-check

/** A link as people type it: most leave https:// out. @param {string} link */
export const withScheme = (link) => (!link || /^[a-z][a-z0-9+.-]*:/i.test(link) ? link : `https://${link}`);
