// @ts-check
// Answering a scale: a wide track for a finger, on the browser's own range input, so that keys and screen readers work.
// Nothing is marked until the slider is touched, and "not today" is as good an answer as any number.
import { html, useRef } from "../../vendor/preact.js";
import { status } from "../core/connection.js";
import { Answered } from "../ui/answered.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { myAnswer, useAnswer, waitingFor } from "./answer.js";

export { myAnswer };

/** With more steps than this, the numbers under the track would overlap on a phone. */
const MAX_NUMBERS = 11;

/** The labels of both ends. @param {{scale: ScaleRecord}} props */
export function Ends({ scale }) {
  return html`<div class="scale-ends">
    <span><b class="num">${scale.low}</b> <bdi>${scale.low_label}</bdi></span>
    <span><b class="num">${scale.high}</b> <bdi>${scale.high_label}</bdi></span>
  </div>`;
}

/** @param {{scale: ScaleRecord}} props */
export function ScaleSlider({ scale }) {
  return html`<section class="scale" aria-label=${scale.question}>
    <h2 class="scale-question" dir="auto">${scale.question}</h2>
    ${scale.state === "open" ? html`<${Open} key=${scale.id} scale=${scale} />` : html`<${NotOpen} scale=${scale} />`}
    <${Answered} question=${scale} />
  </section>`;
}

/** A scale that takes no answers now: this person's own answer stays in sight. @param {{scale: ScaleRecord}} props */
function NotOpen({ scale }) {
  const mark = myAnswer(scale.id);
  const mine = mark === null ? t("scale.mine_not_today") : mark !== undefined ? t("scale.mine", { value: mark }) : "";
  return html`<div class="scale-shut">
    <p>${t(scale.state === "draft" ? "scale.not_open" : "scale.closed")} ${mine}</p>
    <${Ends} scale=${scale} />
  </div>`;
}

/** @param {{scale: ScaleRecord}} props */
function Open({ scale }) {
  const { mark, shown, move, keep, step } = useAnswer(scale.id);
  const byKey = useRef(false);
  const moved = useRef(false);
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const chosen = typeof shown === "number";
  const value = chosen ? shown : Math.round((scale.low + scale.high) / 2);

  /** @param {Event & {target: HTMLInputElement}} event */
  const slid = (event) => {
    moved.current = true;
    move(Number(event.target.value));
  };
  /** @param {Event & {target: HTMLInputElement}} event */
  const changed = (event) => (byKey.current ? step : keep)(Number(event.target.value));
  /**
   * A tap. Most browsers have already moved the thumb; some move it only when it is dragged, and none if the tap is
   * where the thumb already is.
   * @param {PointerEvent} event
   */
  const tapped = (event) => {
    const number = numberAt(scale, /** @type {HTMLInputElement} */ (input.current), event.clientX);
    if (!moved.current && number !== shown) keep(number);
  };
  /** @param {KeyboardEvent} event */
  const pressed = (event) => {
    byKey.current = true;
    if ((event.key === "Enter" || event.key === " ") && !chosen) keep(value);
  };

  return html`
    <p class=${`scale-value num ${chosen ? "" : "none"}`} aria-hidden="true">
      ${chosen ? value : t(shown === null ? "scale.not_today" : "scale.touch")}
    </p>
    <div class=${`track ${chosen ? "" : "untouched"}`} style=${`--at: ${positionOf(scale, value)}`}>
      <input
        ref=${input}
        type="range"
        min=${scale.low}
        max=${scale.high}
        step="1"
        value=${value}
        aria-label=${t("scale.label", { low: scale.low, high: scale.high })}
        aria-valuetext=${chosen ? spokenValue(scale, value) : t(shown === null ? "scale.not_today" : "scale.no_answer")}
        onPointerDown=${() => (byKey.current = moved.current = false)}
        onPointerUp=${tapped}
        onKeyDown=${pressed}
        onInput=${slid}
        onChange=${changed}
      />
      <span class="thumb num" aria-hidden="true">${chosen ? value : "?"}</span>
      <${Numbers} scale=${scale} chosen=${chosen ? value : undefined} />
    </div>
    <${Ends} scale=${scale} />
    <div class="scale-buttons">
      <button
        type="button"
        class=${`button quiet ${shown === null ? "on" : ""}`}
        aria-pressed=${shown === null}
        onClick=${() => keep(null)}
      >
        ${shown === null && html`<${Icon} name="check" />`} ${t("scale.not_today")}
      </button>
      ${
        (mark !== undefined || shown !== undefined) &&
        html`<button type="button" class="button quiet" onClick=${() => keep(undefined)}>
          ${t("scale.take_back")}
        </button>`
      }
    </div>
    <p class="scale-note small-text" role="status">
      ${
        status.value !== "live" && waitingFor(scale.id).length > 0
          ? html`<span class="scale-waiting"><${Icon} name="cloud-off" /> ${t("scale.waiting")}</span>`
          : t("scale.nobody_sees")
      }
    </p>
  `;
}

/** The numbers under the track, with the good-enough mark. @param {{scale: ScaleRecord, chosen?: number}} props */
function Numbers({ scale, chosen }) {
  const all = Array.from({ length: scale.high - scale.low + 1 }, (_, index) => scale.low + index);
  const shown = all.length <= MAX_NUMBERS ? all : [scale.low, scale.high];
  const good = scale.good_enough;
  const numbers = good === null || shown.includes(good) ? shown : shown.concat(good);
  return html`
    <span class="track-numbers num" aria-hidden="true">
      ${numbers.map(
        (number) => html`<span
          key=${number}
          class=${`${number === good ? "good" : ""} ${number === chosen ? "chosen" : ""}`}
          style=${`--at: ${positionOf(scale, number)}`}
        >
          ${number}
        </span>`,
      )}
    </span>
    ${
      good !== null &&
      html`<span class="good-enough" style=${`--at: ${positionOf(scale, good)}`}>
        <span class="unseen">${good} </span>
        ${t("scale.good_enough_short")}
      </span>`
    }
  `;
}

/** The position of a number on the track, from 0 to 1. @param {ScaleRecord} scale @param {number} number */
function positionOf(scale, number) {
  return (number - scale.low) / (scale.high - scale.low);
}

/**
 * The number under a finger. The middle of the thumb moves from half a thumb after the start to half a thumb before the
 * end.
 * @param {ScaleRecord} scale @param {HTMLElement} input @param {number} x
 */
function numberAt(scale, input, x) {
  const box = input.getBoundingClientRect();
  const thumb = /** @type {HTMLElement} */ (input.nextElementSibling).offsetWidth;
  const at = Math.min(1, Math.max(0, (x - box.left - thumb / 2) / (box.width - thumb)));
  return Math.round(scale.low + at * (scale.high - scale.low));
}

/**
 * What a screen reader says for a number: at the ends with their labels.
 * @param {ScaleRecord} scale
 * @param {number} value
 */
function spokenValue(scale, value) {
  const label = value === scale.low ? scale.low_label : value === scale.high ? scale.high_label : "";
  const good = value === scale.good_enough ? t("scale.good_enough_short") : "";
  return [String(value), label, good].filter(Boolean).join(", ");
}
