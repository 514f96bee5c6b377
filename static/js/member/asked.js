// @ts-check
import { html } from "../../vendor/preact.js";
import { one } from "../core/records.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";

/** The question that the chair asks at this moment. */
export function Asked() {
  const prompt = one("prompt");
  // The place stays, so that the words are read out when they come.
  return html`<div role="status">${prompt && html`<p class="asked"><${Icon} name="message-square-plus" /> <span class="unseen">${t("member.asked")} </span><span dir="auto">${prompt.text}</span></p>`}</div>`;
}
