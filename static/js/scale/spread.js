// @ts-check
// The spread of the answers: a column for each step, a dot for each answer, bars if there are many. Its counts
// are published in batches. It never shows an average, nor any other single number: a scale starts a conversation and measures nobody.
import { html } from "../../vendor/preact.js";
import { CountedNote } from "../ui/counted-note.js";
import { listed } from "../ui/lists.js";
import { t } from "../ui/words.js";
import { EarlierLegend, EarlierLines, EarlierSentences } from "./earlier-answers.js";
import { Ends } from "./slider.js";

/** Columns of more dots than this cannot be read at a glance; the board has more space. */
const MAX_DOTS = { small: 12, big: 20 };
/** A column has space for at least this many dots, so that a single answer does not look like many. */
const MIN_HEIGHT = 4;

/** @param {{scale: ScaleRecord, big?: boolean}} props */
export function Spread({ scale, big }) {
  if (!scale.shown) return null;
  const over = scale.state === "closed";
  const note = html`<${CountedNote} question=${scale} counted=${scale.answers + scale.not_today} over=${over} soon brief=${big} />`;
  if (!scale.counts) return over && !scale.received ? null : html`<div class="spread-hidden">${note}</div>`;
  return html`<figure class=${`spread ${big ? "spread-big" : ""}`}>
    <figcaption class="unseen">${t("scale.spread")}</figcaption>
    <${Steps} scale=${scale} counts=${scale.counts} big=${big} memory=${scale.memory} />
    <${Ends} scale=${scale} />
    <${EarlierLegend} scale=${scale} />
    <${EarlierSentences} scale=${scale} />
    <${NotToday} n=${scale.not_today} />
    ${note}
  </figure>`;
}

/**
 * The columns above their numbers; without counts, the numbers alone. Behind them are the lines of earlier meetings.
 * @param {{scale: ScaleRecord, counts?: number[], big?: boolean, memory?: ScaleRecord["memory"]}} props
 */
export function Steps({ scale, counts, big, memory = [] }) {
  const steps = Array.from({ length: scale.high - scale.low + 1 }, (_, index) => ({
    step: scale.low + index,
    n: counts ? counts[index] : 0,
  }));
  const most = Math.max(1, ...steps.map(({ n }) => n), ...memory.map((past) => Math.max(...past.counts)));
  const dots = most <= MAX_DOTS[big ? "big" : "small"];
  return html`<ol
    class=${`spread-steps ${memory.length ? "has-memory" : ""} ${dots ? "" : "as-bars"}`}
    style=${`--steps: ${steps.length}; --most: ${Math.max(most, MIN_HEIGHT)}`}
  >
    ${steps.map(({ step, n }, at) => {
      const good = step === scale.good_enough;
      const words = counts ? t(n ? "scale.step" : "scale.nobody", { step, n }) : String(step);
      return html`<li key=${step} class=${good ? "good" : ""}>
        <span class="unseen">${listed(good ? [words, t("scale.good_enough_short")] : [words])}</span>
        <span class="spread-column" aria-hidden="true">
          <${EarlierLines} memory=${memory} at=${at} most=${dots ? Math.max(most, MIN_HEIGHT) : most} />
          ${
            dots
              ? html`<${Dots} n=${n} />`
              : n > 0 && html`<i class="bar" style=${`--share: ${n / most}`}><b class="num">${n}</b></i>`
          }
        </span>
        <span class="spread-step num" aria-hidden="true">${step}</span>
        ${good && html`<span class="spread-good" aria-hidden="true">${t("scale.good_enough_short")}</span>`}
      </li>`;
    })}
  </ol>`;
}

/** @param {{n: number}} props */
function Dots({ n }) {
  return html`${Array.from(
    { length: n },
    (_, index) => html`<i key=${index} class="dot" style=${`--nth: ${index}`}></i>`,
  )}`;
}

/** "Not today" is an answer too, counted separately. @param {{n: number}} props */
function NotToday({ n }) {
  if (!n) return null;
  return html`<p class="spread-not-today">
    <span class="spread-apart" aria-hidden="true">
      ${Array.from(
        { length: Math.min(n, MAX_DOTS.small) },
        (_, index) => html`<i key=${index} class="dot hollow"></i>`,
      )}
    </span>
    ${t("scale.not_today_count", { n })}
  </p>`;
}
