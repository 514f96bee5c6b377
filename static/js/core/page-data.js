// @ts-check
// The data that the server puts into the page: the meeting's code, this screen's role, and the addresses of other
// pages.

/**
 * @typedef {{code: string, as: string, role: string, title: string, join_url: string, short_url: string,
 *   urls: Object<string, string>, theme?: {name: string, logo: string, width: number, height: number},
 *   languages?: [string, string][],
 *   ahead?: string[]}} PageData  `ahead`: what the next page needs.
 */

/**
 * Reads a JSON block of the page.
 * @param {string} id
 * @returns {any}
 */
export function readJsonBlock(id) {
  const element = document.getElementById(id);
  return element ? JSON.parse(element.textContent || "{}") : {};
}

/** @type {PageData} */
export const page = readJsonBlock("page");

/**
 * When the server answered with this page, by the monotonic clock: the page that it has taken the place of says so, or
 * else the browser.
 */
export function pageCameAt() {
  const asked = Number(document.body.dataset.cameAt);
  const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  return asked || visit?.responseStart || performance.now();
}
