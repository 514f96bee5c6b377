// @ts-check
// What the browser keeps for a page or a tab. Some forbid it, and then nothing is kept.

/** Whatever was kept longer ago than this belongs to meetings that are over. */
export const STALE_MS = 30 * 24 * 60 * 60 * 1000;

/** Under this name in localStorage is the meeting that this device has just forgotten, and when. */
export const FORGOTTEN = "forgotten";

/**
 * @template T
 * @param {() => T} work  What uses sessionStorage or localStorage.
 * @returns {T | null}  Null where the browser forbids storage, or what is kept there cannot be read.
 */
export function safely(work) {
  try {
    return work();
  } catch {
    return null;
  }
}
