// @ts-check
// Languages: that of this device, and that of what everybody sees together.
import { html } from "../../../vendor/preact.js";
import { page } from "../../core/page-data.js";
import { one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { LanguageLink } from "../../ui/language-link.js";
import { picked } from "../../ui/picked.js";
import { t } from "../../ui/words.js";
import { runCommand } from "../shell/commands.js";

export function LanguagePanel() {
  const chosen = one("meeting")?.language;
  return html`<section class="panel stack" aria-labelledby="language-h">
    <h2 id="language-h">${t("common.language")}</h2>
    <p class="row"><${LanguageLink} /> ${t("choose.own")}</p>
    ${
      isChair() &&
      html`<label class="field">
        <span class="label">${t("choose.meeting_language")}</span>
        <select
          class="input"
          onChange=${picked((value) => runCommand("meeting.edit", { language: value }))}
        >
          ${(page.languages || []).map(
            ([code, name]) =>
              html`<option key=${code} value=${code} lang=${code} selected=${code === chosen}>${name}</option>`,
          )}
        </select>
        <span class="hint">${t("choose.meeting_about")}</span>
      </label>`
    }
  </section>`;
}
