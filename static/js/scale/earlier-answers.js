// @ts-check
// A scale with a memory: the spreads of earlier meetings of the series, as faint lines behind the live one, each in a
// stroke of its own, with a legend for those who see and sentences for those who hear.
import { html } from "../../vendor/preact.js";
import { formatDate } from "../ui/dates.js";
import { t } from "../ui/words.js";

/** The strokes, the newest meeting first: told apart without colour. */
const STROKES = ["", "7 5", "2 4", "12 4 2 4", "1 7", "16 8"];

/** The stroke of an earlier meeting. @param {number} nth @param {number} of */
const strokeOf = (nth, of) => STROKES[Math.min(of - 1 - nth, STROKES.length - 1)];

/** A meeting as people call it. @param {ScaleRecord["memory"][number]} past */
const called = (past) =>
  past.at
    ? t("scale.past_day", { title: past.title, day: formatDate(past.at) })
    : t("scale.past", { title: past.title });

/**
 * The piece of the lines that runs behind one column: from half way to the column before to half way to the next, so that
 * the pieces meet.
 * @param {{memory: ScaleRecord["memory"], at: number, most: number}} props
 */
export function EarlierLines({ memory, at, most }) {
  if (!memory.length) return null;
  return html`<svg class="spread-past" viewBox=${`0 0 2 ${most}`} preserveAspectRatio="none" focusable="false">
    ${memory.map((past, nth) => {
      const here = past.counts[at];
      const before = at > 0 ? (past.counts[at - 1] + here) / 2 : here;
      const after = at + 1 < past.counts.length ? (here + past.counts[at + 1]) / 2 : here;
      return html`<polyline
        key=${nth}
        points=${`0,${most - before} 1,${most - here} 2,${most - after}`}
        stroke-dasharray=${strokeOf(nth, memory.length)}
      />`;
    })}
  </svg>`;
}

/** Which stroke is which meeting, and how good enough has moved. @param {{scale: ScaleRecord}} props */
export function EarlierLegend({ scale }) {
  const was = moves(scale);
  if (!scale.memory.length && !was) return null;
  return html`
    ${
      scale.memory.length > 0 &&
      html`<ul class="spread-legend" aria-hidden="true">
        ${scale.memory.map(
          (/** @type {ScaleRecord["memory"][number]} */ past, /** @type {number} */ nth) => html`<li key=${nth}>
            <svg viewBox="0 0 40 6">
              <line x1="0" y1="3" x2="40" y2="3" stroke-dasharray=${strokeOf(nth, scale.memory.length)} />
            </svg> <bdi>${called(past)}</bdi>
          </li>`,
        )}
      </ul>`
    }
    ${was && html`<p class="spread-was num">${was}</p>`}
  `;
}

/** What was good enough before, in the order in which it moved. @param {ScaleRecord} scale */
function moves(scale) {
  const values = scale.good_enough_was
    .map((/** @type {any} */ each) => each.value)
    .filter((/** @type {any} */ value) => value !== null);
  if (!values.length) return "";
  return t("scale.good_enough_was", { values: values.join(", ") });
}

/** The earlier spreads as sentences. @param {{scale: ScaleRecord}} props */
export function EarlierSentences({ scale }) {
  if (!scale.memory.length) return null;
  return html`<ul class="unseen">
    ${scale.memory.map(
      (/** @type {ScaleRecord["memory"][number]} */ past, /** @type {number} */ nth) => html`<li key=${nth}>
        ${called(past)}: ${saying(scale, past)}
      </li>`,
    )}
  </ul>`;
}

/** @param {ScaleRecord} scale @param {ScaleRecord["memory"][number]} past */
function saying(scale, past) {
  return past.counts
    .map((/** @type {number} */ n, /** @type {number} */ at) => (n ? t("scale.step", { step: scale.low + at, n }) : ""))
    .filter(Boolean)
    .join("; ");
}
