// @ts-check
// A step that would drop something asks first. What it would drop, the server says; a step that drops nothing is one tap.
import { html, signal } from "../../../vendor/preact.js";
import { when } from "../../agenda/start-time.js";
import { Dialog } from "../../ui/dialog.js";
import { t } from "../../ui/words.js";
import { ariaResting, runCommand } from "./commands.js";

/** @typedef {"agenda.start" | "agenda.next" | "agenda.back" | "round.start" | "round.end" | "teams.end" | "scale.close" |
 *   "vote.open" | "vote.close" | "review.close" | "date.remove" | "invite.remove" | "resource.remove" | "hand.lower" |
 *   "step.withdraw"} Step */

/** What can be done about a step afterwards, if not taking it back for a while. @type {Partial<Record<Step, string>>} */
const AFTERWARDS = {
  "vote.open": "chair.ask.final",
  "vote.close": "chair.ask.final",
  "review.close": "chair.ask.reopen",
  "date.remove": "chair.ask.final",
  "invite.remove": "chair.ask.final",
  "resource.remove": "chair.ask.final",
  "hand.lower": "chair.ask.raise_again",
  "step.withdraw": "chair.ask.final",
};

/**
 * The step that waits for an answer, and what it would drop.
 * @type {import("../../../vendor/preact.js").Signal<{name: Step, args: object, asks: Record<string, number>, words: string,
 *   onDone: (result: any) => void} | null>}
 */
const asked = signal(null);

/**
 * Gives a command, or asks first if it would drop something.
 * @template {Step} N
 * @param {N} name
 * @param {CommandArgs[N]} args
 * @param {string} words  What the button says.
 * @param {(result: any) => void} [onDone]  Told the result once it was given.
 * @returns {Promise<boolean>}  Whether it was given, or asks.
 */
export async function askFirst(name, args, words, onDone = () => {}) {
  const answer = await runCommand(name, { ...args, ask: true });
  const asks = answer.ok && answer.result?.asks;
  if (asks) asked.value = { name, args: args || {}, asks, words, onDone };
  else if (answer.ok) onDone(answer.result);
  return answer.ok;
}

/** The question, while there is one. */
export function AskFirstDialog() {
  if (!asked.value) return null;
  const question = asked.value;
  const { name, args, asks, words, onDone } = question;
  const { planned, ...others } = asks;
  const close = () => (asked.value = null);
  // The step shows before its answer arrives; by then, the next step may have a question of its own.
  const go = async () => {
    const answer = await runCommand(name, args);
    if (answer.ok && asked.value === question) close();
    if (answer.ok) onDone(answer.result);
  };
  return html`<${Dialog} title=${t(planned || asks.cancelled ? "chair.ask.start" : "chair.ask.title")} onClose=${close} leave=${t("chair.ask.not_yet")}>
    ${planned && html`<p>${t("chair.ask.planned", { when: when(planned) })}</p>`}
    ${
      Object.keys(others).length > 0 &&
      html`<ul class="stack tight">
        ${Object.keys(others).map((each) => html`<li key=${each}>${t(`chair.ask.${each}`, { n: others[each] })}</li>`)}
      </ul>`
    }
    <p class="soft small-text">${t(AFTERWARDS[name] || "chair.ask.undo")}</p>
    <div class="row">
      <button type="button" class="button" aria-disabled=${ariaResting(name, args)} onClick=${go}>${words}</button>
    </div>
  </>`;
}
