// @ts-check
// The field for a time zone.
import { html, useEffect, useRef } from "../../vendor/preact.js";
import { t } from "./words.js";
import { offerZones } from "./zone-choice.js";

/** @param {{value: string, onText: (text: string) => void}} props */
export function TimeZoneField({ value, onText }) {
  const label = useRef(/** @type {HTMLElement | null} */ (null));
  const told = useRef(onText);
  told.current = onText;
  useEffect(() => {
    const [input, list, hint] = /** @type {any} */ (label.current).querySelectorAll("input, datalist, .hint");
    offerZones(input, list, hint, value, (zone) => told.current(zone));
  }, []);
  return html`<label class="field" ref=${label}>
    <span class="label">${t("common.time.zone")}</span>
    <input class="input" list="zone-list" dir="auto" placeholder=" " autocomplete="off" spellcheck="false" required />
    <datalist id="zone-list"></datalist>
    <span class="hint"></span>
  </label>`;
}
