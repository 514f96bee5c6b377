// @ts-check
// Nothing but the title: for a moment in which nobody should read anything.
import { html } from "../../vendor/preact.js";
import { one } from "../core/records.js";

export function Blank() {
  return html`<div class="board board-blank"><main class="board-main"><h1 dir="auto">${one("meeting")?.title}</h1></main></div>`;
}
