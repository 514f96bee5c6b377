// @ts-check
// Answering a scale: a wide track for a thumb, on the browser's own range input, so that keys and screen readers work.
// Nothing is marked until it is touched. While the thumb moves, at most five marks a second are sent, and always the last.
import { html, useEffect, useRef, useState } from "../../vendor/preact.js";
import { ask, pending, send } from "../live/outbox.js";
import { all } from "../live/records.js";
import { sayRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";

const EVERY_MS = 200;

/**
 * What this person answered: a number, null for "not today", undefined for nothing yet. What waits to be sent counts.
 * @param {string} scale
 * @returns {number | null | undefined}
 */
export function myMark(scale) {
  const mine = all("mark").find((mark) => mark.scale === scale);
  const waiting = pending.value.filter((item) => item.args.scale === scale && /^scale\.(un)?mark$/.test(item.name)).pop();
  if (waiting) return waiting.name === "scale.mark" ? waiting.args.value : undefined;
  return mine ? mine.value : undefined;
}

/** How many are here, boards left out. */
function here() {
  return all("person").filter((person) => person.online).length;
}

/** @param {{scale: any}} props */
export function Answered({ scale }) {
  const n = scale.answers + scale.not_today;
  return html`<p class="scale-answered">
    ${t("scale.answered", { n, m: Math.max(n, here()) })}${scale.not_today ? ` ${t("scale.not_today_count", { n: scale.not_today })}` : ""}
  </p>`;
}

/** @param {{scale: any}} props */
export function ScaleSlider({ scale }) {
  const mark = myMark(scale.id);
  const [moving, setMoving] = useState(/** @type {number | undefined} */ (undefined));
  const sent = useRef({ at: 0, timer: 0 });
  useEffect(() => () => clearTimeout(sent.current.timer), []);
  const middle = Math.round((scale.low + scale.high) / 2);
  const shown = moving !== undefined ? moving : mark;
  const value = typeof shown === "number" ? shown : middle;
  const open = scale.state === "open";
  const at = ((value - scale.low) / (scale.high - scale.low)) * 100;

  /** On the way: now and then. @param {number} number */
  const move = (number) => {
    setMoving(number);
    clearTimeout(sent.current.timer);
    const wait = Math.max(0, sent.current.at + EVERY_MS - Date.now());
    sent.current.timer = window.setTimeout(() => {
      sent.current.at = Date.now();
      ask("scale.mark", { scale: scale.id, value: number });
    }, wait);
  };
  /** Let go: this one is kept until the server has it. @param {number | null} number */
  const settle = (number) => {
    clearTimeout(sent.current.timer);
    send("scale.mark", { scale: scale.id, value: number }).then(sayRefusal);
    setMoving(undefined);
  };
  const takeBack = () => send("scale.unmark", { scale: scale.id }).then(sayRefusal);

  return html`<section class="scale" aria-label=${scale.question}>
    <h2 class="scale-question" dir="auto">${scale.question}</h2>
    ${open
      ? html`<p class=${`scale-value num ${typeof shown === "number" ? "" : "none"}`} aria-hidden="true">${typeof shown === "number" ? value : shown === null ? t("scale.not_today") : t("scale.touch")}</p>
          <div class=${`track ${typeof shown === "number" ? "" : "untouched"}`} style=${`--at: ${at}%`}>
            <input
              type="range"
              min=${scale.low}
              max=${scale.high}
              step="1"
              value=${value}
              aria-label=${t("scale.label", { low: scale.low, high: scale.high })}
              aria-valuetext=${typeof shown === "number" ? String(value) : t("scale.no_answer")}
              onInput=${(/** @type {any} */ event) => move(Number(event.target.value))}
              onChange=${(/** @type {any} */ event) => settle(Number(event.target.value))}
              onClick=${(/** @type {any} */ event) => mark === undefined && moving === undefined && settle(Number(event.target.value))}
            />
            <span class="thumb num" aria-hidden="true">${typeof shown === "number" ? value : "?"}</span>
            ${scale.good_enough !== null &&
            html`<span class="good-enough" style=${`--at: ${((scale.good_enough - scale.low) / (scale.high - scale.low)) * 100}%`}>${t("scale.good_enough", { n: scale.good_enough })}</span>`}
          </div>`
      : html`<p class="soft">${t("scale.closed")}</p>`}
    <div class="scale-ends">
      <span><b class="num">${scale.low}</b> <bdi>${scale.low_label}</bdi></span><span><b class="num">${scale.high}</b> <bdi>${scale.high_label}</bdi></span>
    </div>
    ${open &&
    html`<div class="row scale-buttons">
      <button type="button" class=${`button quiet ${mark === null ? "on" : ""}`} aria-pressed=${mark === null} onClick=${() => settle(null)}>${t("scale.not_today")}</button>
      ${mark !== undefined && html`<button type="button" class="button quiet" onClick=${takeBack}>${t("scale.take_back")}</button>`}
    </div>`}
    <${Answered} scale=${scale} />
    <p class="soft small-text">${t("scale.nobody_sees")}</p>
  </section>`;
}
