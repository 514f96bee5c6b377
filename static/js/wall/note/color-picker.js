// @ts-check
// The colour of a note, chosen from a row of small circles.
import { html, useId } from "../../../vendor/preact.js";
import { t } from "../../ui/words.js";
import { COLORS } from "../queries.js";

/**
 * @param {{value: NoteRecord["color"], onPick: (color: NoteRecord["color"]) => void, few?: boolean}} props  `few`: only
 *   four colours, to save space.
 */
export function ColorPicker({ value, onPick, few }) {
  const name = useId();
  const colors = few && COLORS.indexOf(value) < 4 ? COLORS.slice(0, 4) : COLORS;
  return html`<fieldset class="colors">
    <legend class="unseen">${t("wall.color")}</legend>
    ${colors.map(
      (color) => html`<label key=${color} class="color" title=${t(`common.colors.${color}`)}>
        <input type="radio" name=${name} value=${color} checked=${value === color} onChange=${() => onPick(color)} />
        <i class=${color}></i>
        <span class="unseen">${t(`common.colors.${color}`)}</span>
      </label>`,
    )}
  </fieldset>`;
}
