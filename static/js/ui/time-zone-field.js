// @ts-check
// The field for a time zone.
import { html, useEffect, useRef, useState } from "../../vendor/preact.js";
import { TextBox } from "./text-box.js";
import { t } from "./words.js";
import { allZones, citiesByZone, zoneLabel, zoneMeant, zoneTitles } from "./zone-choice.js";

/** @param {{value: string, onText: (text: string) => void}} props */
export function TimeZoneField({ value, onText }) {
  const [first] = useState(value);
  const [cities, setCities] = useState({});
  /** What somebody has typed, until then the title of what is chosen. */
  const [typed, setTyped] = useState(/** @type {string | null} */ (null));
  const box = useRef(/** @type {HTMLInputElement | null} */ (null));
  useEffect(() => void citiesByZone().then(setCities), []);
  const titles = zoneTitles(allZones(first), cities);
  const wrong = typed !== null && !value ? t("common.time.unknown") : "";
  useEffect(() => box.current?.setCustomValidity(wrong), [wrong]);
  const choose = (/** @type {string} */ text) => {
    setTyped(text);
    onText(zoneMeant(text, titles));
  };
  return html`<label class="field">
    <span class="label">${t("common.time.zone")}</span>
    <${TextBox}
      class="input"
      list="zone-list"
      dir="auto"
      autocomplete="off"
      spellcheck="false"
      required
      box=${box}
      value=${typed ?? (titles.get(value) || "")}
      onText=${choose}
      onFocus=${() => box.current?.select()}
    />
    <datalist id="zone-list">
      ${Array.from(titles, ([zone, title]) => html`<option key=${zone} value=${title}>${zone.replace(/_/g, " ")}</option>`)}
    </datalist>
    <span class="hint" hidden=${!value}>${zoneLabel(value)}</span>
  </label>`;
}
