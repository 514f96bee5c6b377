// @ts-check
import { html, useState } from "../../../vendor/preact.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";

/**
 * A button for what cannot be taken back: the first tap asks, the second does it. Leaving it alone forgets the question.
 * @param {{words: string, sure: string, icon?: string, onSure: () => void}} props
 */
export function Sure({ words, sure, icon = "trash-2", onSure }) {
  const [asked, setAsked] = useState(false);
  const click = () => {
    if (asked) onSure();
    setAsked(!asked);
  };
  return html`<button type="button" class=${`button quiet small ${asked ? "asked" : ""}`} onClick=${click} onBlur=${() => setAsked(false)}>
    <${Icon} name=${icon} /> ${t(asked ? sure : words)}
  </button><span class="unseen" role="status">${asked && t("chair.sure")}</span>`;
}
