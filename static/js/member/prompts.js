// @ts-check
// What is asked of everybody: the prompt that the chair shows now, and what this section is about.
import { html } from "../../vendor/preact.js";
import { agendaPosition } from "../agenda/running-order.js";
import { myBreakoutZone } from "../breakouts/queries.js";
import { all, one } from "../core/records.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";

/** The question that the chair asks now. */
export function CurrentPrompt() {
  const prompt = one("prompt");
  // The element stays, so that screen readers announce the words when they arrive.
  return html`<div role="status">
    ${
      prompt &&
      html`<p class="asked">
        <${Icon} name="message-square-plus" /> <span class="unseen">${t("member.asked")} </span>
        <span dir="auto">${prompt.text}</span>
      </p>`
    }
  </div>`;
}

/** What this section is about, unless a zone of its own asks it. */
export function SectionPrompt() {
  const { section } = agendaPosition();
  if (!section?.prompt || myBreakoutZone() || all("zone").some((zone) => zone.section === section.id)) return null;
  return html`<p class="ask" dir="auto">${section.prompt}</p>`;
}
