// @ts-check
import { html, useState } from "../../../vendor/preact.js";
import { announce } from "../../ui/announce.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";

/**
 * A button for what cannot be undone: the first tap asks, the second does it. When it loses the focus, the question is
 * dropped.
 * @param {{words: string, confirm: string, icon?: string, onConfirm: () => void}} props  `words`, `confirm`: the keys of
 *   what it says at first, and after the first tap.
 */
export function ConfirmButton({ words, confirm, icon = "trash-2", onConfirm }) {
  const [asked, setAsked] = useState(false);
  const click = () => {
    if (asked) onConfirm();
    else announce(t("chair.sure"));
    setAsked(!asked);
  };
  return html`<button
    type="button"
    class=${`button quiet small ${asked ? "asked" : ""}`}
    onClick=${click}
    onBlur=${() => setAsked(false)}
  >
    <${Icon} name=${icon} /> ${t(asked ? confirm : words)}
  </button>`;
}
