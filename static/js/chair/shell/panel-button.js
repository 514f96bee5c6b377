// @ts-check
import { html } from "../../../vendor/preact.js";
import { t } from "../../ui/words.js";
import { openPanel } from "./screen-state.js";

/** A button that opens a panel, and gets the focus back from it. @param {{name: string, words: string}} props */
export function PanelButton({ name, words }) {
  return html`<button type="button" class="button quiet" data-panel=${name} onClick=${() => openPanel(name)}>
    ${t(words)}
  </button>`;
}
