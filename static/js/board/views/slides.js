// @ts-check
// The page of the slides at which the presenter is, as large as the board.
import { html } from "../../../vendor/preact.js";
import { SlideImage, shownSlide } from "../../slides/slide.js";

export function SlidesView() {
  const slide = shownSlide();
  if (!slide) return null;
  return html`<div class="board-slide"><${SlideImage} slide=${slide} /></div>`;
}
