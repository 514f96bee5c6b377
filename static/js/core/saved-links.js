// @ts-check
// The chair's links. The server stores only hashes of them, so the device that opened the meeting stores the links.
import { safely } from "./storage.js";

/** @typedef {{chair_url?: string, board_url?: string, community_url?: string, report_url?: string}} Links */

/** @param {string} code */
const name = (code) => `links.${code}`;

/**
 * @param {string} code
 * @returns {Links}  Empty if this device has none, or may not store anything.
 */
export function savedLinks(code) {
  return safely(() => JSON.parse(localStorage.getItem(name(code)) || "{}")) || {};
}

/**
 * Adds these links to the stored ones. Where the browser stores nothing, the page of links offers to make new ones.
 * @param {string} code
 * @param {Links} links
 */
export function saveLinks(code, links) {
  safely(() => localStorage.setItem(name(code), JSON.stringify({ ...savedLinks(code), ...links })));
}
