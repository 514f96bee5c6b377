// @ts-check
// Nobody stands at the board to press a button, so it recovers without help. While the network is away, the last
// picture stays with a small mark. When the server has refused the board (it may have been restarted, or the link was
// replaced), the board keeps asking whether its page is available again.
import { effect, signal } from "../../vendor/preact.js";
import { status } from "../core/connection.js";
import { page } from "../core/page-data.js";

/** A shorter interruption of the network is not worth mentioning. */
const SHORT_INTERRUPTION_MS = 2500;
const RETRY_MS = 15000;

/** Whether what the board shows may be out of date. */
export const isStale = signal(false);

/** Starts watching the connection. Call once. */
export function startAutoReload() {
  /** @type {number | undefined} */
  let timer;
  effect(() => {
    clearTimeout(timer);
    if (status.value === "live") isStale.value = false;
    else if (status.value === "ended") timer = window.setInterval(reloadWhenAvailable, RETRY_MS);
    else timer = window.setTimeout(() => (isStale.value = true), SHORT_INTERRUPTION_MS);
  });
}

/**
 * After an error in our own code: loads the page again, but not at once, in case the error comes back.
 * @param {unknown} fault
 */
export function reloadAfterFault(fault) {
  console.error(fault);
  setTimeout(() => location.reload(), RETRY_MS);
}

async function reloadWhenAvailable() {
  try {
    const answer = await fetch(page.urls.board, { cache: "no-store" });
    if (answer.ok) location.reload();
  } catch {
    // Still not available; the next attempt may succeed.
  }
}
