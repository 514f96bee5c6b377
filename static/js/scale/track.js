// @ts-check
// The track of a scale: the browser's own range input for keys and screen readers, and a layer for mouse, pen and
// fingers over it. A finger that scrolls the page passes over the track and means nothing by it, so a number is chosen
// only by a tap, or by a sideways movement once it is finished.
import { html, useMemo, useRef } from "../../vendor/preact.js";
import { listed } from "../ui/lists.js";
import { picked } from "../ui/picked.js";
import { isRightToLeft, t } from "../ui/words.js";

/** A finger that moves less than this, in pixels, is a tap. */
const STILL = 8;

/**
 * @typedef {{
 *   show: (value: number) => void,
 *   choose: (value: number) => void,
 *   restore: () => void,
 * }} Choice  `show`: the number under a finger that is still moving. `choose`: the number that was meant. `restore`:
 *   none was meant after all, and what was there before is shown again.
 */

/**
 * @param {{
 *   scale: ScaleRecord,
 *   value: number | undefined,
 *   label: string,
 *   valueText: string,
 *   choice: Choice,
 *   step: (value: number) => void,
 *   children?: unknown,
 * }} props  `value`: undefined while nothing is chosen. `step`: moved by a key or by a screen reader.
 */
export function Track({ scale, value, label, valueText, choice, step, children }) {
  const chosen = value !== undefined;
  const at = chosen ? value : Math.round((scale.low + scale.high) / 2);
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const latest = useRef({ scale, choice });
  latest.current = { scale, choice };
  const press = useMemo(() => createPress(input, latest), []);
  /** @param {KeyboardEvent} event */
  const pressed = (event) => {
    if ((event.key === "Enter" || event.key === " ") && !chosen) choice.choose(at);
  };
  return html`<div
    class=${`track ${chosen ? "" : "untouched"}`}
    style=${`--at: ${positionOf(scale, at)}`}
    onPointerDown=${press.down}
    onPointerMove=${press.move}
    onPointerUp=${press.up}
    onPointerCancel=${press.cancel}
    onLostPointerCapture=${press.cancel}
    onClick=${press.click}
  >
    <input
      ref=${input}
      type="range"
      min=${scale.low}
      max=${scale.high}
      step="1"
      value=${at}
      aria-label=${label}
      aria-valuetext=${valueText}
      onKeyDown=${pressed}
      onInput=${picked((value) => step(Number(value)))}
    />
    <span class="thumb num" aria-hidden="true">${chosen ? value : "?"}</span>
    ${children}
  </div>`;
}

/** The position of a number on the track, from 0 to 1. @param {ScaleRecord} scale @param {number} number */
export function positionOf(scale, number) {
  return (number - scale.low) / (scale.high - scale.low);
}

/**
 * What a screen reader says for a number: at the ends with their labels.
 * @param {ScaleRecord} scale
 * @param {number} value
 */
export function spokenValue(scale, value) {
  const label = value === scale.low ? scale.low_label : value === scale.high ? scale.high_label : "";
  const good = value === scale.good_enough ? t("scale.good_enough_short") : "";
  return listed([String(value), label, good].filter(Boolean));
}

/**
 * The handlers for mouse, pen and fingers.
 * @param {{current: HTMLInputElement | null}} input
 * @param {{current: {scale: ScaleRecord, choice: Choice}}} latest
 */
function createPress(input, latest) {
  /** @type {{id: number, x: number, y: number, moves: boolean} | null} */
  let held = null;
  /** Whether the next click only ends a movement. */
  let ignoreClick = false;

  /** The number under the pointer. @param {MouseEvent} event */
  const under = (event) =>
    numberAt(latest.current.scale, /** @type {HTMLInputElement} */ (input.current), event.clientX);
  const drop = () => {
    if (held?.moves) latest.current.choice.restore();
    held = null;
  };
  /** Shows the number under the pointer, wherever that goes from now on. @param {PointerEvent} event */
  const follow = (event) => {
    /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
    latest.current.choice.show(under(event));
  };
  /** @param {number} value */
  const choose = (value) => {
    held = null;
    // The keys go on from here.
    input.current?.focus({ preventScroll: true });
    latest.current.choice.choose(value);
  };

  return {
    /** @param {PointerEvent} event */
    down(event) {
      ignoreClick = false;
      // A second finger: this is no answer, but perhaps a zoom.
      if (held || !event.isPrimary || event.button > 0) return drop();
      // A mouse scrolls with its wheel, so whoever presses its button means this place.
      const moves = event.pointerType === "mouse";
      held = { id: event.pointerId, x: event.clientX, y: event.clientY, moves };
      if (moves) follow(event);
    },
    /** @param {PointerEvent} event */
    move(event) {
      if (held?.id !== event.pointerId) return;
      const across = Math.abs(event.clientX - held.x);
      const down = Math.abs(event.clientY - held.y);
      if (!held.moves && Math.max(across, down) > STILL) {
        if (across <= down) return drop();
        held.moves = true;
      }
      if (held.moves) follow(event);
    },
    /** @param {PointerEvent} event */
    up(event) {
      if (held?.id !== event.pointerId) return;
      if (!held.moves) {
        // A tap: the browser makes it a click, unless it stopped a page that was still moving.
        held = null;
        return;
      }
      ignoreClick = true;
      choose(under(event));
    },
    /** @param {PointerEvent} event */
    cancel(event) {
      if (held?.id === event.pointerId) drop();
    },
    /** @param {MouseEvent} event */
    click(event) {
      if (ignoreClick) ignoreClick = false;
      else choose(under(event));
    },
  };
}

/**
 * The number under a finger. The middle of the thumb moves from half a thumb after the start to half a thumb before the
 * end.
 * @param {ScaleRecord} scale @param {HTMLElement} input @param {number} x
 */
function numberAt(scale, input, x) {
  const box = input.getBoundingClientRect();
  const thumb = /** @type {HTMLElement} */ (input.nextElementSibling).offsetWidth;
  const fromStart = isRightToLeft ? box.right - x : x - box.left;
  const at = Math.min(1, Math.max(0, (fromStart - thumb / 2) / (box.width - thumb)));
  return Math.round(scale.low + at * (scale.high - scale.low));
}
