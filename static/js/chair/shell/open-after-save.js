// @ts-check
// What opens in a window beside the console shows what was just written: it opens when the server has that.
import { pending } from "../../core/outbox.js";

/** So long words on their way are waited for, and so often they are looked for. */
const PATIENCE_MS = 4000;
const LOOK_MS = 50;

/** A link was pressed. @param {MouseEvent} event */
export async function openAfterSave(event) {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link?.target !== "_blank" || link.origin !== location.origin) return;
  // Leaving a text sends it, and a touch on a link does not leave it everywhere.
  const writing = document.activeElement;
  if (writing instanceof HTMLTextAreaElement || writing instanceof HTMLInputElement) writing.blur();
  if (!pending.peek().length) return;
  // At once: later, the browser would take it for a window that nobody asked for.
  const beside = window.open("", "_blank");
  if (!beside) return;
  event.preventDefault();
  beside.opener = null;
  const latest = Date.now() + PATIENCE_MS;
  do await new Promise((done) => setTimeout(done, LOOK_MS));
  while (pending.peek().length && Date.now() < latest);
  beside.location.replace(link.href);
}
