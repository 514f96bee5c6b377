// @ts-check
// What is asked of everybody: the prompt that the chair shows now, and the question of the moment (`on_now`).
import { html } from "../../vendor/preact.js";
import { myBreakoutZone } from "../breakouts/queries.js";
import { get, one } from "../core/records.js";
import { Icon } from "../ui/icon.js";
import { Status } from "../ui/status.js";
import { t } from "../ui/words.js";

/** The question that the chair asks now. */
export function CurrentPrompt() {
  const prompt = one("prompt");
  return html`<${Status} as="div" says="both">
    ${
      prompt &&
      html`<p class="asked">
        <${Icon} name="message-square-plus" /> <span class="unseen">${t("member.asked")} </span>
        <span dir="auto">${prompt.text}</span>
      </p>`
    }
  </>`;
}

/**
 * The question of the moment, as the board asks it; nothing where the header or the group's own wall says it already.
 * @returns {string}
 */
export function questionNow() {
  const now = one("on_now");
  const section = get("section", now?.section);
  if (!now || !section || myBreakoutZone() || now.question === section.title) return "";
  return now.question;
}

/**
 * Whether a zone asks nothing but the question of the moment or that of the chair, which stand above it. One zone of
 * several is told apart by what it asks of a longer question.
 * @param {ZoneRecord} zone
 */
export function asksTheSame(zone) {
  const ids = one("on_now")?.zones || [];
  const words = zone.prompt || zone.title;
  if (ids.indexOf(zone.id) < 0) return false;
  if (one("prompt")?.zone === zone.id) return true;
  return words === questionNow() || (ids.length === 1 && questionNow().indexOf(words.replace(/[?!.…\s]+$/, "")) >= 0);
}

export function QuestionNow() {
  const question = questionNow();
  return question && html`<p class="ask" dir="auto">${question}</p>`;
}
