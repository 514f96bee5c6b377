// @ts-check
import { html } from "../../vendor/preact.js";
import { one } from "../core/records.js";

/** From so many letters on, a question is written smaller so that it stays a few lines. */
const LONG = 70;

/** The question of this moment, over whatever else is on. */
export function Asked() {
  const prompt = one("prompt");
  if (!prompt) return null;
  return html`<p class=${`board-asked ${prompt.text.length > LONG ? "long" : ""}`} dir="auto">${prompt.text}</p>`;
}
