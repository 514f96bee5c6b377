// @ts-check
// A page of the presenter's slides, as a picture with its words for people who do not see it.
import { html } from "../../vendor/preact.js";
import { page } from "../core/page-data.js";
import { all, one } from "../core/records.js";
import { t } from "../ui/words.js";

/** Whether the board shows the slides, and so all screens do. */
export const slidesAreOn = () => one("board")?.showing === "slides";

/** The page with this number; only the chair's side has all of them. @param {number | undefined} number */
export const pageOf = (number) => all("slide").find((each) => each.number === number);

/** The page that everyone sees. */
export const shownSlide = () => (slidesAreOn() ? pageOf(one("slides")?.page) : undefined);

/** @param {SlideRecord} slide @param {number} [width]  A width that the server has; none for all of it. */
export const slideUrl = ({ id }, width) => `/m/${page.code}/slides/${id}${width ? `?width=${width}` : ""}`;

/** @param {SlideRecord} slide */
export const slideWords = ({ number, text }) => text || placeWords(number);

/** Which page this is, of how many. @param {number} number */
export const placeWords = (number) => t("wall.slides.page", { page: number, n: one("slides")?.pages || number });

/** @param {{slide: SlideRecord, width?: number}} props */
export const SlideImage = ({ slide, width }) => html`<img
  class="slide-image"
  src=${slideUrl(slide, width)}
  width=${slide.width}
  height=${slide.height}
  alt=${slideWords(slide)}
  decoding="async"
  draggable=${false}
/>`;
