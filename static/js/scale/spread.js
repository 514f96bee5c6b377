// @ts-check
// How the answers are spread: one column a step, one dot an answer, bars when there are many. Never an average, nor any
// other single number: a scale starts a conversation.
import { html } from "../../vendor/preact.js";
import { t } from "../ui/words.js";

const MOST_DOTS = 14;

/** @param {{scale: any}} props */
export function Spread({ scale }) {
  if (!scale.shown) return null;
  if (!scale.counts) return html`<p class="spread-hidden">${t("scale.hidden", { floor: scale.floor })}</p>`;
  const steps = scale.counts.map((/** @type {number} */ n, /** @type {number} */ index) => ({ step: scale.low + index, n }));
  const most = Math.max(1, ...scale.counts);
  const dots = most <= MOST_DOTS;
  return html`<figure class="spread">
    <figcaption class="unseen">${t("scale.spread")}</figcaption>
    <ol class="spread-steps" style=${`--steps: ${steps.length}; --most: ${Math.max(most, 5)}`}>
      ${steps.map(
        (/** @type {{step: number, n: number}} */ { step, n }) => html`<li key=${step} class=${step === scale.good_enough ? "good" : ""}>
          <span class="unseen">${t("scale.step", { step, n })}${step === scale.good_enough ? ` (${t("scale.good_enough_short")})` : ""}</span>
          <span class="spread-column" aria-hidden="true">
            ${dots
              ? Array.from({ length: n }, (_, dot) => html`<i key=${dot} class="dot"></i>`)
              : n > 0 && html`<i class="bar" style=${`--share: ${n / most}`}><b class="num">${n}</b></i>`}
          </span>
          <span class="spread-step num" aria-hidden="true">${step}</span>
          ${step === scale.good_enough && html`<span class="spread-good" aria-hidden="true">${t("scale.good_enough_short")}</span>`}
        </li>`,
      )}
    </ol>
    <div class="scale-ends"><span><bdi>${scale.low_label}</bdi></span><span><bdi>${scale.high_label}</bdi></span></div>
  </figure>`;
}
