// @ts-check
// Answering a scale on a wide track for a finger. Nothing is marked until the slider is touched, and "not today" is as
// good an answer as any number.
import { html } from "../../vendor/preact.js";
import { status } from "../core/connection.js";
import { Answered } from "../ui/answered.js";
import { Icon } from "../ui/icon.js";
import { Status } from "../ui/status.js";
import { t } from "../ui/words.js";
import { myAnswer, useAnswer, waitingFor } from "./answer.js";
import { positionOf, spokenValue, Track } from "./track.js";

export { myAnswer };

/** With more steps than this, the numbers under the track would overlap on a phone. */
const MAX_NUMBERS = 11;

/** The labels of both ends. Without words they would only repeat the numbers. @param {{scale: ScaleRecord}} props */
export function Ends({ scale }) {
  if (!scale.low_label && !scale.high_label) return null;
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
  const { mark, shown, show, restore, keep, step } = useAnswer(scale.id);
  const value = typeof shown === "number" ? shown : undefined;
  const none = t(shown === null ? "scale.not_today" : "scale.no_answer");
  return html`
    <p class=${`scale-value num ${value === undefined ? "none" : ""}`} aria-hidden="true">
      ${value ?? t(shown === null ? "scale.not_today" : "scale.touch")}
    </p>
    <${Track}
      scale=${scale}
      value=${value}
      label=${t("scale.label", { low: scale.low, high: scale.high })}
      valueText=${value === undefined ? none : spokenValue(scale, value)}
      choice=${{ show, restore, choose: keep }}
      step=${step}
    >
      <${Numbers} scale=${scale} chosen=${value} />
    <//>
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
    <${Status} class="scale-note small-text">
      ${
        status.value !== "live" && waitingFor(scale.id).length > 0
          ? html`<span class="scale-waiting"><${Icon} name="cloud-off" /> ${t("scale.waiting")}</span>`
          : t("scale.nobody_sees")
      }
    </>
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
