// @ts-check
// The spreads of earlier meetings of the series, as faint lines behind the current one: each with its own dash pattern,
// with a legend for people who see it and sentences for screen readers.
import { html } from "../../vendor/preact.js";
import { formatDate } from "../ui/dates.js";
import { labelled, listed, listedApart } from "../ui/lists.js";
import { t } from "../ui/words.js";

/** The dash patterns, newest meeting first: they can be told apart without colour. */
const DASHES = ["", "7 5", "2 4", "12 4 2 4", "1 7", "16 8"];

/** The dash pattern of an earlier meeting. @param {number} nth @param {number} of */
const dashesOf = (nth, of) => DASHES[Math.min(of - 1 - nth, DASHES.length - 1)];

/** The name of a meeting, with its day if known. @param {ScaleRecord["memory"][number]} past */
const nameOf = (past) =>
  past.at
    ? t("scale.past_day", { title: past.title, day: formatDate(past.at) })
    : t("scale.past", { title: past.title });

/**
 * The segment of the lines behind one column: from half way to the previous column to half way to the next, so that the
 * segments meet.
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
        stroke-dasharray=${dashesOf(nth, memory.length)}
      />`;
    })}
  </svg>`;
}

/** Which line is which meeting, and how "good enough" has moved. @param {{scale: ScaleRecord}} props */
export function EarlierLegend({ scale }) {
  const moved = goodEnoughMoves(scale);
  if (!scale.memory.length && !moved) return null;
  return html`
    ${
      scale.memory.length > 0 &&
      html`<ul class="spread-legend" aria-hidden="true">
        ${scale.memory.map(
          (past, nth) => html`<li key=${nth}>
            <svg viewBox="0 0 40 6">
              <line x1="0" y1="3" x2="40" y2="3" stroke-dasharray=${dashesOf(nth, scale.memory.length)} />
            </svg> <bdi>${nameOf(past)}</bdi>
          </li>`,
        )}
      </ul>`
    }
    ${moved && html`<p class="spread-was num">${moved}</p>`}
  `;
}

/** The earlier values of "good enough", oldest first. @param {ScaleRecord} scale */
function goodEnoughMoves(scale) {
  const values = scale.good_enough_was.map((each) => each.value).filter((value) => value !== null);
  if (!values.length) return "";
  return t("scale.good_enough_was", { values: listed(values.map(String)) });
}

/** The earlier spreads as sentences. @param {{scale: ScaleRecord}} props */
export function EarlierSentences({ scale }) {
  if (!scale.memory.length) return null;
  return html`<ul class="unseen">
    ${scale.memory.map(
      (past, nth) => html`<li key=${nth}>
        ${labelled(nameOf(past), sentenceOf(scale, past))}
      </li>`,
    )}
  </ul>`;
}

/** @param {ScaleRecord} scale @param {ScaleRecord["memory"][number]} past */
function sentenceOf(scale, past) {
  const steps = past.counts.map((n, at) => (n ? t("scale.step", { step: scale.low + at, n }) : ""));
  return listedApart(steps.filter(Boolean));
}
