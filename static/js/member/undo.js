// @ts-check
import { html } from "../../vendor/preact.js";
import { you } from "../live/connection.js";
import { send } from "../live/outbox.js";
import { get } from "../live/records.js";
import { Icon } from "../ui/icon.js";
import { say, sayRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";

/** Takes one's own last action on the wall back. */
export function UndoButton() {
  const undo = get("undo", you.value && you.value.id);
  if (!undo) return null;
  const last = undo.steps[undo.steps.length - 1].what.replace(".", "_");
  const back = async () => {
    const answer = sayRefusal(await send("undo"));
    if (answer.ok) say(t(answer.result.undone ? "common.undo.done" : "common.undo.too_late"));
  };
  return html`<button type="button" class="button quiet small undo" onClick=${back}><${Icon} name="undo-2" /> ${t("common.undo.button")}<span class="unseen">: ${t(`common.undo.${last}`)}</span></button>`;
}
