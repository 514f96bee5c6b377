// @ts-check
// What the browser keeps for a page or a tab. Some forbid it, and then nothing is kept.

/**
 * @template T
 * @param {() => T} work  What uses sessionStorage or localStorage.
 * @returns {T | null}  Null where the browser forbids storage.
 */
export function safely(work) {
  try {
    return work();
  } catch {
    return null;
  }
}
