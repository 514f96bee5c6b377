// @ts-check
// The chair's links. The server stores only hashes of them, so the device that opened the meeting stores the links.

/** @typedef {{chair_url?: string, board_url?: string, community_url?: string, report_url?: string}} Links */

/** @param {string} code */
const name = (code) => `links.${code}`;

/**
 * @param {string} code
 * @returns {Links}  Empty if this device has none, or may not store anything.
 */
export function savedLinks(code) {
  try {
    return JSON.parse(localStorage.getItem(name(code)) || "{}");
  } catch {
    return {};
  }
}

/**
 * Adds these links to the stored ones.
 * @param {string} code
 * @param {Links} links
 */
export function saveLinks(code, links) {
  try {
    localStorage.setItem(name(code), JSON.stringify({ ...savedLinks(code), ...links }));
  } catch {
    // The browser may not store anything: the page of links then offers to make new ones.
  }
}
