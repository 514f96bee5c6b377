// @ts-check
// The chair's links. The server keeps only hashes of them, so the device that opened the meeting keeps them.

/** @typedef {{chair_url?: string, board_url?: string, community_url?: string, report_url?: string}} Links */

/** @param {string} code */
const name = (code) => `links.${code}`;

/**
 * @param {string} code
 * @returns {Links}  Empty where this device has none, or may keep nothing.
 */
export function savedLinks(code) {
  try {
    return JSON.parse(localStorage.getItem(name(code)) || "{}");
  } catch {
    return {};
  }
}

/**
 * Keeps these links beside those that there are.
 * @param {string} code
 * @param {Links} links
 */
export function saveLinks(code, links) {
  try {
    localStorage.setItem(name(code), JSON.stringify({ ...savedLinks(code), ...links }));
  } catch {
    // A browser that may keep nothing: the page of the links then offers to make new ones.
  }
}
