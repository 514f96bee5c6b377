// @ts-check
// The last step of the agenda, which the chair can take back for a while, and the close before it happens: one line under
// the wall, so that nothing moves when it comes and goes. In the order of the keyboard it follows the button for the next
// step.
import { html } from "../../../vendor/preact.js";
import { isClosing, timeToClose } from "../../agenda/closing.js";
import { now, second } from "../../core/clock.js";
import { get, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Icon } from "../../ui/icon.js";
import { Status } from "../../ui/status.js";
import { t } from "../../ui/words.js";
import { ariaResting, runCommand } from "./commands.js";

/** What can be taken back now, in words; "" for nothing. */
function lastStep() {
  const undo = one("agenda_undo");
  // Reading the second draws this again when the time is over.
  const open = undo && second.value * 1000 < undo.until && now() < undo.until;
  if (!open || !isChair() || one("meeting")?.state === "closed") return "";
  const title = get("section", undo.section || "")?.title || "";
  const what = undo.is_start
    ? "meeting"
    : undo.what.indexOf("agenda.") < 0
      ? undo.what.replace(".", "_")
      : title
        ? "part"
        : "last";
  return t(`chair.took.${what}`, { title });
}

/** What is given, and what its button says. @typedef {{command: "agenda.take_back" | "meeting.keep_open", button: string}} Way */

/** @returns {Way} */
const wayBack = () =>
  isClosing()
    ? { command: "meeting.keep_open", button: t("chair.close.keep_open") }
    : { command: "agenda.take_back", button: t("chair.took.undo") };

export function TakeBack() {
  const words = isClosing() ? t("chair.close.soon") : lastStep();
  const { command, button } = wayBack();
  /** @param {Event & {currentTarget: HTMLElement}} event */
  const takeBack = async ({ currentTarget }) => {
    /** @type {HTMLElement | null} */
    const place = currentTarget.closest(".shelf");
    // The button goes with its line; the focus must not go with it.
    if ((await runCommand(command)).ok) place?.focus();
  };
  // The button says the words to the keyboard only.
  return html`<div class=${`take-back ${words ? "is-open" : ""}`}>
    <${Status} class="row">${words && html`<${Icon} name="undo-2" /> <span dir="auto">${words}</span>`}</>
    ${isClosing() && html`<span class="num" role="timer" translate=${false}>${timeToClose()}</span>`}
    ${
      words &&
      isChair() &&
      html`<button
        type="button"
        class="button quiet small"
        aria-label=${isClosing() ? undefined : t("chair.took.undo_label", { what: words })}
        aria-disabled=${ariaResting(command)}
        onClick=${takeBack}
      >
        ${button}
      </button>`
    }
  </div>`;
}
