// @ts-check
// A step that would drop something asks first. What it would drop, the server says; a step that drops nothing is one tap.
import { html, signal } from "../../../vendor/preact.js";
import { formatDateTime } from "../../ui/dates.js";
import { Dialog } from "../../ui/dialog.js";
import { t } from "../../ui/words.js";
import { runCommand } from "./commands.js";

/** @typedef {"agenda.start" | "agenda.next" | "agenda.back" | "round.start" | "round.end"} Step */

/** The step that waits for an answer, and what it would drop. */
const asked = signal(
  /** @type {{name: Step, args: object, asks: Record<string, number>, words: string} | null} */ (null),
);

/**
 * Gives a command, or asks first if it would drop something.
 * @template {Step} N
 * @param {N} name
 * @param {CommandArgs[N]} args
 * @param {string} words  What the button says.
 * @returns {Promise<boolean>}  Whether it was given, or asks.
 */
export async function askFirst(name, args, words) {
  const answer = await runCommand(name, { ...args, ask: true });
  const asks = answer.ok && answer.result?.asks;
  if (asks) asked.value = { name, args: args || {}, asks, words };
  return answer.ok;
}

/** The question, while there is one. */
export function AskFirstDialog() {
  if (!asked.value) return null;
  const question = asked.value;
  const { name, args, asks, words } = question;
  const { planned, ...others } = asks;
  const close = () => (asked.value = null);
  // The step shows before its answer arrives; by then, the next step may have a question of its own.
  const go = async () => (await runCommand(name, args)).ok && asked.value === question && close();
  return html`<${Dialog} title=${t(planned ? "chair.ask.start" : "chair.ask.title")} onClose=${close} leave=${t("chair.ask.not_yet")}>
    ${planned && html`<p>${t("chair.ask.planned", { when: formatDateTime(planned) })}</p>`}
    ${
      Object.keys(others).length > 0 &&
      html`<ul class="stack tight">
        ${Object.keys(others).map((each) => html`<li key=${each}>${t(`chair.ask.${each}`, { n: others[each] })}</li>`)}
      </ul>`
    }
    <p class="soft small-text">${t("chair.ask.undo")}</p>
    <div class="row"><button type="button" class="button" onClick=${go}>${words}</button></div>
  </>`;
}
