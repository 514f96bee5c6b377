// @ts-check
// Nobody stands at the board to press a button: it mends itself. While the network is away the last picture stays, with
// a small mark; when the server said no (it may have been started anew, or the link was given again), the board asks now
// and then whether its page is there once more.
import { effect, signal } from "../../vendor/preact.js";
import { status } from "../core/connection.js";
import { page } from "../core/page-data.js";

/** A hiccup of the network is not worth a word. */
const HICCUP_MS = 2500;
const ASK_AGAIN_MS = 15000;

/** Whether the picture may be a little old. */
export const isStale = signal(false);

/** Starts to look after the board. Call once. */
export function startAutoReload() {
  /** @type {number | undefined} */
  let timer;
  effect(() => {
    clearTimeout(timer);
    if (status.value === "live") isStale.value = false;
    else if (status.value === "ended") timer = window.setInterval(askAgain, ASK_AGAIN_MS);
    else timer = window.setTimeout(() => (isStale.value = true), HICCUP_MS);
  });
}

/** A fault of ours: everything anew, but not in a hurry, should it come again. @param {any} fault */
export function reloadAfterFault(fault) {
  console.error(fault);
  setTimeout(() => location.reload(), ASK_AGAIN_MS);
}

async function askAgain() {
  try {
    const answer = await fetch(page.urls.board, { cache: "no-store" });
    if (answer.ok) location.reload();
  } catch {
    // Not there yet; the next time.
  }
}
