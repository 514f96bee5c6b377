// @ts-check
// One short message for a few seconds: on the page for the eye, and said to screen readers. Never two at once.
import { html, signal } from "../../vendor/preact.js";
import { announce } from "./announce.js";

const message = signal("");
/** @type {number | undefined} */
let timer;

/**
 * Shows a message for a few seconds.
 * @param {string} text
 */
export function showToast(text) {
  message.value = text;
  announce(text);
  clearTimeout(timer);
  timer = window.setTimeout(() => (message.value = ""), Math.max(4000, text.length * 90));
}

/**
 * Shows why a command was refused, and returns the answer.
 * @param {import("../core/queue.js").Answer} answer
 */
export function showRefusal(answer) {
  if (!answer.ok && answer.error) showToast(answer.error.message);
  return answer;
}

/** Belongs once into each page, where it covers nothing important. */
export function Toast() {
  return html`<div class="toast" aria-hidden="true">
    ${message.value && html`<p>${message.value}</p>`}
  </div>`;
}
