// @ts-check
import { html } from "../../vendor/preact.js";
import { t } from "../ui/words.js";

/** The two things that one may say about a step besides its words.
 * @param {{when: string, notice: string, onWhen: (day: string) => void, onNotice: (text: string) => void}} props
 */
export function WhenAndNotice({ when, notice, onWhen, onNotice }) {
  return html`<label class="field"><span class="label">${t("thread.steps.by_when")}</span>
      <input class="input" type="date" value=${when} onInput=${(/** @type {any} */ event) => onWhen(event.target.value)} /></label>
    <label class="field"><span class="label">${t("thread.steps.notice")}</span>
      <textarea class="input" rows="2" dir="auto" maxlength="300" value=${notice} onInput=${(/** @type {any} */ event) => onNotice(event.target.value)}></textarea></label>`;
}
