// @ts-check
import { html } from "../../../vendor/preact.js";
import { t } from "../../ui/words.js";

/** A minute less, a minute more, five more: what a chair asks for while talking. */
const STEPS = [-1, 1, 5];

/**
 * The buttons that change a number of minutes.
 * @param {{onStep: (minutes: number) => void}} props
 */
export function MinuteButtons({ onStep }) {
  return html`${STEPS.map((n) => {
    const text = n > 0 ? `+${n}` : `−${-n}`;
    return html`<button key=${n} type="button" class="button quiet minutes num" aria-label=${t(Math.abs(n) === 1 ? "chair.minute_label" : "chair.minutes_label", { n: text })} onClick=${() => onStep(n)}>${text}</button>`;
  })}`;
}
