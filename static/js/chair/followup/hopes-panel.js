// @ts-check
// Best hopes: the chair brings them back to their authors, and all see together what became of them, never whose they
// are.
import { html } from "../../../vendor/preact.js";
import { all, get, one } from "../../core/records.js";
import { HopesSpread } from "../../hopes/hopes-spread.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { commandHandler } from "../shell/commands.js";

export function HopesPanel() {
  const hopes = one("hopes");
  const written = all("note").some((note) => get("zone", note.zone)?.role === "hopes");
  if (!hopes && !written) return null;
  const state = hopes ? hopes.state : "waiting";
  const open = one("meeting")?.state !== "closed";
  return html`<section class="panel" aria-labelledby="hopes-h">
    <h2 id="hopes-h">${t("chair.hopes.heading")}</h2>
    <p class="soft small-text">${t(`chair.hopes.is_${state}`)}</p>
    <${HopesSpread} />
    ${
      open &&
      written &&
      state !== "open" &&
      html`<button type="button" class="button quiet small" onClick=${commandHandler("hopes.ask")}>
        <${Icon} name="rotate-ccw" /> ${t("chair.hopes.ask")}
      </button>`
    }
    ${
      open &&
      state === "open" &&
      html`<button type="button" class="button quiet small" onClick=${commandHandler("hopes.close")}>
        ${t("chair.hopes.close")}
      </button>`
    }
  </section>`;
}
