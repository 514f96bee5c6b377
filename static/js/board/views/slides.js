// @ts-check
// The page of the slides at which the presenter is, as large as the board.
import { html } from "../../../vendor/preact.js";
import { placeWords, SlideImage, shownSlide } from "../../slides/slide.js";

export function SlidesView() {
  const slide = shownSlide();
  if (!slide) return null;
  return html`<figure class="board-photo board-slide" data-page=${slide.number}>
    <${SlideImage} slide=${slide} />
    <figcaption class="num">${placeWords(slide.number)}</figcaption>
  </figure>`;
}
