// @ts-check
// Best hopes: the chair brings them back to their authors, and all see together what became of them, never whose they
// are.
import { html } from "../../../vendor/preact.js";
import { all, get, one } from "../../core/records.js";
import { HopesSpread } from "../../hopes/hopes-spread.js";
import { t } from "../../ui/words.js";
import { commandHandler } from "../shell/commands.js";

/** Whether anybody has written a hope. */
export const hopesWereWritten = () => all("note").some((note) => get("zone", note.zone)?.role === "hopes");

export function HopesPanel() {
  const hopes = one("hopes");
  return html`<section class="panel" aria-labelledby="hopes-h">
    <h2 id="hopes-h">${t("chair.hopes.heading")}</h2>
    <p class="soft small-text">${t(`chair.hopes.is_${hopes ? hopes.state : "waiting"}`)}</p>
    <${HopesSpread} />
    <${HopesButton} />
  </section>`;
}

/** Brings the hopes back to their authors, or takes no more answers. @param {{first?: boolean}} props */
export function HopesButton({ first = false }) {
  if (one("meeting")?.state === "closed" || !hopesWereWritten()) return null;
  const open = one("hopes")?.state === "open";
  return html`<button
    type="button"
    class=${first ? "button first" : "button quiet"}
    onClick=${commandHandler(open ? "hopes.close" : "hopes.ask")}
  >
    ${t(open ? "chair.hopes.close" : "chair.hopes.ask")}
  </button>`;
}
