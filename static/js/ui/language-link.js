// @ts-check
// Leads to the choice of a language and back. What was being written is kept on the device, and is there again.
import { html } from "../../vendor/preact.js";
import { Icon } from "./icon.js";
import { language, t } from "./words.js";

export function LanguageLink() {
  const there = encodeURIComponent(window.location.pathname);
  return html`<a class="language-link" href=${`/language?there=${there}`} aria-label=${t("common.language")}>
    <${Icon} name="languages" /> <span aria-hidden="true" translate=${false}>${language}</span>
  </a>`;
}
