// @ts-check
// A page that opens in a window beside the console shows what was just written: it opens once the server has that.
import { pending } from "../../core/outbox.js";

/** How long to wait for unsaved words, and how often to look. */
const PATIENCE_MS = 4000;
const POLL_MS = 50;

/** The click handler of a link. @param {MouseEvent} event */
export async function openAfterSave(event) {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link?.target !== "_blank" || link.origin !== location.origin) return;
  // A text is sent when it loses the focus, and not every browser takes the focus away on a touch.
  const writing = document.activeElement;
  if (writing instanceof HTMLTextAreaElement || writing instanceof HTMLInputElement) writing.blur();
  if (!pending.peek().length) return;
  // The window opens at once: later, the browser would block it as a pop-up.
  const beside = window.open("", "_blank");
  if (!beside) return;
  event.preventDefault();
  beside.opener = null;
  const latest = Date.now() + PATIENCE_MS;
  do await new Promise((done) => setTimeout(done, POLL_MS));
  while (pending.peek().length && Date.now() < latest);
  beside.location.replace(link.href);
}
