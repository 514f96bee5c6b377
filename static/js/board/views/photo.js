// @ts-check
// One photograph, as large as the board, with what it shows.
import { html } from "../../../vendor/preact.js";
import { get, one } from "../../core/records.js";
import { PhotoImage } from "../../photos/photo-card.js";

export function PhotoView() {
  const photo = get("photo", one("board")?.photo);
  if (!photo) return null;
  return html`<figure class="board-photo" data-photo=${photo.id}>
    <${PhotoImage} photo=${photo} width=${0} />
    ${photo.description && html`<figcaption dir="auto" aria-hidden="true">${photo.description}</figcaption>`}
  </figure>`;
}
