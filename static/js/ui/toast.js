// @ts-check
// One calm line that comes and goes, also read out. Never two at once.
import { html, signal } from "../../vendor/preact.js";

const line = signal("");
/** @type {number | undefined} */
let timer;

/**
 * Says something for a few seconds.
 * @param {string} text
 */
export function showToast(text) {
  line.value = text;
  clearTimeout(timer);
  timer = window.setTimeout(() => (line.value = ""), Math.max(4000, text.length * 90));
}

/** Says why a command was refused, and passes the answer on. @param {any} answer */
export function showRefusal(answer) {
  if (answer && !answer.ok && answer.error) showToast(answer.error.message);
  return answer;
}

/** Goes once into each page, where it hides nothing that one needs. */
export function Toast() {
  return html`<div class="toast" role="status" aria-live="polite">${line.value && html`<p>${line.value}</p>`}</div>`;
}
