// @ts-check
import { html } from "../../../vendor/preact.js";

/** The name under a note, where its author chose to put one. @param {{name?: string | null}} props */
export function Signed({ name }) {
  return name ? html`<p class="note-signed"><bdi>${name}</bdi></p>` : null;
}
