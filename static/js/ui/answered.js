// @ts-check
// How many people have answered a question, in the same words wherever it is said: of those who can, if the server says
// how many these are. What they answered is shown in batches (counted-note.js).
import { html } from "../../vendor/preact.js";
import { t } from "./words.js";

/** "12 of 26 have answered." or "12 people have answered." @param {{received: number, asked?: number}} question */
export function answeredWords({ received, asked }) {
  return asked ? t("common.answered.of", { n: received, m: asked }) : t("common.answered.by", { n: received });
}

/** @param {{question: {received: number, asked?: number}}} props */
export function Answered({ question }) {
  return html`<p class="answered num">${answeredWords(question)}</p>`;
}
