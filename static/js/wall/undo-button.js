// @ts-check
// The button that undoes this person's last action on the wall.
import { html } from "../../vendor/preact.js";
import { you } from "../core/connection.js";
import { send } from "../core/outbox.js";
import { get } from "../core/records.js";
import { returnText } from "../drafts/drafts.js";
import { Icon } from "../ui/icon.js";
import { showRefusal, showToast } from "../ui/toast.js";
import { t } from "../ui/words.js";

/**
 * @param {{words?: boolean}} props  `words`: the page has a field for notes. If a new note is undone, its text goes
 *   back into that field, so that nothing that was typed is lost.
 */
export function UndoButton({ words }) {
  const undo = get("undo", you.value?.id);
  if (!undo) return null;
  const step = undo.steps[undo.steps.length - 1];
  const back = async () => {
    const added = step.touched.find((each) => each.kind === "note" && !each.before);
    const note = words && added && get("note", added.id);
    const answer = showRefusal(await send("undo"));
    if (!answer.ok) return;
    const gone = note && answer.result.undone === "note.add";
    if (gone) returnText(note.zone, note.text);
    showToast(t(gone ? "common.undo.words" : answer.result.undone ? "common.undo.done" : "common.undo.too_late"));
  };
  return html`<button type="button" class="button quiet small undo" onClick=${back}>
    <${Icon} name="undo-2" /> ${t("common.undo.button")}
    <span class="unseen">: ${t(`common.undo.${step.what.replace(".", "_")}`)}</span>
  </button>`;
}
