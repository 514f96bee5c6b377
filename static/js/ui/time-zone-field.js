// @ts-check
// The field for a time zone.
import { html } from "../../vendor/preact.js";
import { picked } from "./picked.js";
import { zoneName } from "./time-zone.js";
import { t } from "./words.js";
import { allZones } from "./zone-fields.js";

/** @param {{value: string, onText: (text: string) => void}} props */
export function TimeZoneField({ value, onText }) {
  const zones = [...new Set([value, ...allZones()])].filter(Boolean);
  const now = Date.now();
  return html`<label class="field">
    <span class="label">${t("common.time.zone")}</span>
    <select
      class="input"
      value=${value}
      onChange=${picked(onText)}
    >
      ${zones.map(
        (zone) => html`<option key=${zone} value=${zone}>
          ${zone.replace(/_/g, " ")}${zone === value ? ` (${zoneName(now, zone)})` : ""}
        </option>`,
      )}
    </select>
  </label>`;
}
