// @ts-check
// The page of the slides that everyone sees, on a phone or a laptop. It opens at full size, and turns there too.
import { html, signal } from "../../vendor/preact.js";
import { one } from "../core/records.js";
import { Zoomed } from "../photos/photo-viewer.js";
import { t } from "../ui/words.js";
import { placeWords, SlideImage, shownSlide, slideUrl, slideWords } from "./slide.js";

const isOpen = signal(false);

/** A page as a button. */
function SlideButton() {
  const slide = shownSlide();
  if (!slide) return null;
  const place = placeWords(slide.number);
  return html`<button
      type="button"
      class="photo-button"
      aria-label=${t("slides.view", { text: slideWords(slide) })}
      onClick=${() => (isOpen.value = true)}
    >
      <${SlideImage} slide=${slide} width=${1000} />
    </button>
    <p class="small-text soft num">${place}</p>
    ${
      isOpen.value &&
      html`<${Zoomed}
        title=${one("slides")?.title || t("slides.heading")}
        keys=${t("slides.zoom_keys")}
        src=${slideUrl(slide)}
        width=${slide.width}
        height=${slide.height}
        alt=${slideWords(slide)}
        words=${place}
        onClose=${() => (isOpen.value = false)}
      />`
    }`;
}

/** On a phone: above the notes, and folded by whoever wants the room. */
export const PhoneSlide = () => html`<details class="phone-slide" open>
  <summary dir="auto">${one("slides")?.title || t("slides.heading")}</summary>
  <${SlideButton} />
</details>`;

/** On a laptop: what the room is looking at. */
export const StageSlide = () => html`<div class="mirror-photo mirror-slide"><${SlideButton} /></div>`;
