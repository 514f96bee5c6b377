// @ts-check
// A photograph as a card of the wall: the lists and the plane treat it as a note whose words are its description, so
// everything that can be done with a note can be done with it.
import { html, signal } from "../../vendor/preact.js";
import { page } from "../core/page-data.js";
import { all, get } from "../core/records.js";
import { t } from "../ui/words.js";

/** A note, or a photograph as one. @typedef {NoteRecord & {photo?: PhotoRecord}} Card */

/** The card of each photograph: the same one while the record is the same. @type {WeakMap<PhotoRecord, Card>} */
const made = new WeakMap();

/** The photograph that is open at full size; everything about that is loaded when it is first needed. */
export const viewedPhoto = signal("");

/** The photograph whose paper notes are made into cards; that too is loaded when it is needed. */
export const paperNotesOf = signal("");

/** @param {PhotoRecord} photo @returns {Card} */
function cardOfPhoto(photo) {
  let card = made.get(photo);
  if (!card) {
    const { id, zone, x, y, group, at, too, votes, description } = photo;
    card = {
      id,
      zone,
      x,
      y,
      group,
      at,
      too,
      votes,
      text: description,
      photo,
      color: "sand",
      signed: null,
      edited: false,
    };
    if (photo.state) card.held = true;
    made.set(photo, card);
  }
  return card;
}

/** All notes and photographs. @returns {Card[]} */
export const allCards = () => /** @type {Card[]} */ (all("note")).concat(all("photo").map(cardOfPhoto));

/** A note or photograph. @param {string | null | undefined} id @returns {Card | undefined} */
export function cardOf(id) {
  const photo = get("photo", id);
  return photo ? cardOfPhoto(photo) : get("note", id);
}

/** What is on a card: its name for screen readers. @param {Card} card */
export const nameOf = ({ text, photo }) => text || (photo ? t("wall.photo.name") : "");

/** The start of it, for the labels of further buttons. @param {Card} card */
export const startOf = (card) => nameOf(card).slice(0, 60);

/** @param {{id: string}} photo @param {number} [width]  One of the widths that the server has; none for all of it. */
export const photoUrl = ({ id }, width) => `/m/${page.code}/photos/${id}${width ? `?width=${width}` : ""}`;

/**
 * The picture itself, small or as wide as its place. It keeps its place while it loads.
 * @param {{photo: PhotoRecord, width?: number}} props
 */
export const PhotoImage = ({ photo, width = 480 }) => html`<img
  class="photo-image"
  src=${photoUrl(photo, width)}
  width=${photo.width}
  height=${photo.height}
  alt=${photo.description || t("wall.photo.none")}
  loading="lazy"
  decoding="async"
  draggable=${false}
/>`;

/** The picture as a button that opens it at full size. @param {{photo: PhotoRecord, width?: number}} props */
export const PhotoButton = ({ photo, width }) => html`<button
  type="button"
  class="photo-button"
  data-view-photo=${photo.id}
  aria-label=${t("wall.photo.view", { text: photo.description || t("wall.photo.name") })}
  onClick=${() => (viewedPhoto.value = photo.id)}
>
  <${PhotoImage} photo=${photo} width=${width} />
</button>`;
