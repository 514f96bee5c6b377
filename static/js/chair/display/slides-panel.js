// @ts-check
// The presenter's slides on the console: a PDF is sent, its pages are looked at and put on all screens, and turned with
// buttons or keys. Until they are shown, turning pages is a look ahead that nobody else sees.
import { html, signal } from "../../../vendor/preact.js";
import { one } from "../../core/records.js";
import { pageOf, placeWords, SlideImage, slidesAreOn } from "../../slides/slide.js";
import { Icon } from "../../ui/icon.js";
import { picked } from "../../ui/picked.js";
import { Status } from "../../ui/status.js";
import { t } from "../../ui/words.js";
import { runCommand } from "../shell/commands.js";
import { ConfirmButton } from "../shell/confirm-button.js";
import { sendSlides, slidesError, underWay } from "./send-slides.js";

/** A page that was asked for and is not there yet, or that only this person looks at; 0 for none. */
const going = signal(0);

/** By which pages a key goes on. @type {Record<string, number>} */
const KEYS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };

export function SlidesPanel() {
  const slides = one("slides");
  return html`<section class="panel slides-panel" aria-labelledby="slides-h">
    <h2 id="slides-h">${t("slides.heading")}</h2>
    <${SlidesHere} slides=${slides} />
  </section>`;
}

/** Inside the panel of the board, without a heading of its own. */
export const SlidesOfBoard = () => html`<section class="stack tight slides-panel" aria-labelledby="slides-of-board-h">
  <h3 id="slides-of-board-h">${t("slides.heading")}</h3>
  <${SlidesHere} slides=${one("slides")} />
</section>`;

/** @param {{slides: SlidesRecord | null | undefined}} props */
function SlidesHere({ slides }) {
  const closed = one("meeting")?.state === "closed";
  return html`
    ${slides ? html`<${Turner} slides=${slides} closed=${closed} />` : html`<p class="soft small-text">${t("slides.about")}</p>`}
    ${underWay.value && html`<${Progress} />`}
    ${slidesError.value && html`<${Status} says="both" urgent class="error">${slidesError.value}</>`}
    <div class="row">
      ${!underWay.value && !closed && html`<${Choose} words=${slides ? "slides.choose_other" : "slides.choose"} first=${!slides} />`}
      ${
        slides &&
        html`<${ConfirmButton}
          words="slides.remove"
          confirm="slides.remove_sure"
          onConfirm=${() => runCommand("slides.remove")}
        />`
      }
    </div>
  `;
}

/** @param {{words: string, first: boolean}} props */
function Choose({ words, first }) {
  const open = (/** @type {MouseEvent & {currentTarget: HTMLElement}} */ event) =>
    event.currentTarget.querySelector("input")?.click();
  const take = (/** @type {Event & {currentTarget: HTMLInputElement}} */ { currentTarget }) => {
    const file = currentTarget.files?.[0];
    if (file) sendSlides(file);
    currentTarget.value = "";
  };
  return html`<button type="button" class=${`button small ${first ? "" : "quiet"}`} onClick=${open}>
    <${Icon} name="file-text" /> ${t(words)}
    <input
      hidden
      type="file"
      accept="application/pdf,.pdf"
      onChange=${take}
      onClick=${(/** @type {Event} */ event) => event.stopPropagation()}
    />
  </button>`;
}

function Progress() {
  const { sent, drawn, pages } = underWay.value || { sent: 0, drawn: 0, pages: 0 };
  const words = pages
    ? t("slides.drawing", { drawn, n: pages })
    : t(sent < 1 ? "slides.sending" : "slides.reading", { n: Math.round(sent * 100) });
  return html`<div class="stack tight">
    <p class="small-text num">${words}</p>
    <progress
      aria-label=${t("slides.progress")}
      max="1"
      value=${pages ? drawn / pages : sent < 1 ? sent : undefined}
    ></progress>
  </div>`;
}

/** @param {{slides: SlidesRecord, closed: boolean}} props */
function Turner({ slides, closed }) {
  const on = slidesAreOn();
  const at = Math.min(going.value || slides.page, slides.pages);
  const slide = pageOf(at);
  /** @param {number} page */
  const go = async (page) => {
    if (page < 1 || page > slides.pages) return;
    going.value = page;
    if (on) await show(page);
  };
  /** @param {KeyboardEvent} event */
  const turn = (event) => {
    const { target, key } = event;
    if (!KEYS[key] || event.ctrlKey || event.metaKey || event.altKey || target instanceof HTMLSelectElement) return;
    const mirrored = document.documentElement.dir === "rtl" && /Left|Right/.test(key) ? -1 : 1;
    go(at + KEYS[key] * mirrored);
    event.preventDefault();
  };
  return html`<div class="stack tight" onKeyDown=${turn}>
    <p dir="auto"><b>${slides.title}</b></p>
    <div class="slides-stage" tabindex="0" role="group" aria-label=${t("slides.keys")}>
      ${slide && html`<${SlideImage} slide=${slide} width=${1000} />`}
    </div>
    <div class="slides-turn">
      <button
        type="button"
        class="button quiet"
        aria-label=${t("slides.previous")}
        aria-disabled=${at <= 1 ? "true" : undefined}
        onClick=${() => go(at - 1)}
      >
        <${Icon} name="arrow-left" />
      </button>
      <label>
        <span class="unseen">${t("slides.go_to")}</span>
        <select
          class="input num"
          onChange=${picked((value) => go(Number(value)))}
        >
          ${Array.from({ length: slides.pages }, (_, n) => n + 1).map(
            (n) => html`<option key=${n} value=${n} selected=${n === at}>${placeWords(n)}</option>`,
          )}
        </select>
      </label>
      <button
        type="button"
        class="button quiet"
        aria-label=${t("slides.next")}
        aria-disabled=${at >= slides.pages ? "true" : undefined}
        onClick=${() => go(at + 1)}
      >
        <${Icon} name="arrow-right" />
      </button>
    </div>
    ${
      !closed &&
      html`<button
          type="button"
          class=${on ? "button quiet" : "button"}
          onClick=${() => (on ? runCommand("slides.hide") : show(at))}
        >
          <${Icon} name=${on ? "eye-off" : "eye"} /> ${t(on ? "slides.hide" : "slides.show")}
        </button>
        <${Status} class="soft small-text">${t(on ? "slides.is_on" : "slides.is_off")}</>`
    }
  </div>`;
}

/** Shows this page to everyone. @param {number} page */
async function show(page) {
  going.value = page;
  await runCommand("slides.show", { page });
  // Another page may have been asked for meanwhile.
  if (going.value === page) going.value = 0;
}
