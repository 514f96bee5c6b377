// @ts-check
import { html } from "../../../vendor/preact.js";
import { t } from "../../ui/words.js";
import { openPanel } from "./screen-state.js";

/**
 * A button that opens a panel, and gets the focus back from it.
 * @param {{name: string, words: string, kind?: "quiet" | "first"}} props
 */
export function PanelButton({ name, words, kind = "quiet" }) {
  return html`<button type="button" class=${`button ${kind}`} data-panel=${name} onClick=${() => openPanel(name)}>
    ${t(words)}
  </button>`;
}
