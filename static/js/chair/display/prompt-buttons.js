// @ts-check
// Prompts on the board: "What else?" is one tap away, all other questions two; the current one is hidden with one tap.
import { html } from "../../../vendor/preact.js";
import { one } from "../../core/records.js";
import { Icon } from "../../ui/icon.js";
import { Status } from "../../ui/status.js";
import { t } from "../../ui/words.js";
import { commandHandler, runCommand } from "../shell/commands.js";
import { openDialog } from "../shell/screen-state.js";

/** Asks "What else?" on the board and on every screen. */
export function WhatElseButton() {
  return html`<button
    type="button"
    class="button first"
    onClick=${() => runCommand("prompt.show", { text: t("chair.questions.what_else") })}
  >
    <${Icon} name="rotate-ccw" /> ${t("chair.questions.what_else")}
  </button>`;
}

/** The button above the wall. */
export function PromptButtons() {
  return html`
    <button type="button" class="button quiet small" onClick=${() => (openDialog.value = "questions")}>
      <${Icon} name="list" /> ${t("chair.questions.heading")}
    </button>
  `;
}

/** The prompt that the board shows now. */
export function CurrentPromptNotice() {
  const prompt = one("prompt");
  if (!prompt) return null;
  return html`<${Status} says="both" class="chair-notice">
    <${Icon} name="monitor" /> <span class="grow">
      ${t("chair.questions.on_board")} <b dir="auto">${prompt.text}</b>
    </span>
    <button type="button" class="button quiet small" onClick=${commandHandler("prompt.hide")}>
      <${Icon} name="x" /> ${t("chair.questions.hide")}
    </button>
  </>`;
}
