// @ts-check
// Each group picks notes for the main wall. A note moves there unchanged, and stays its author's.
import { html } from "../../vendor/preact.js";
import { you } from "../core/connection.js";
import { send } from "../core/outbox.js";
import { get, one } from "../core/records.js";
import { isChairOrHelper } from "../core/roles.js";
import { startOf } from "../photos/photo-card.js";
import { Icon } from "../ui/icon.js";
import { showRefusal, showToast } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { whyHidden } from "../wall/queries.js";

/** Whether this person may put this note on the main wall. @param {NoteRecord} note */
export function mayPickForMainWall(note) {
  const team = get("zone", note.zone)?.team;
  const meeting = one("meeting");
  if (!team || whyHidden(note) || !meeting || meeting.state === "closed") return false;
  return isChairOrHelper() || (get("seat", you.value?.id)?.team === team && !meeting.paused);
}

/** @param {{note: NoteRecord}} props */
export function PickForMainWall({ note }) {
  const pick = async () => {
    const answer = showRefusal(await send("team.pick", { note: note.id }));
    if (answer.ok) showToast(t("team.picked", { zone: get("zone", answer.result.zone)?.title || "" }));
  };
  return html`<div class="note-mark-buttons">
    <button type="button" class="say" aria-label=${t("team.pick_label", { text: startOf(note) })} onClick=${pick}>
      <${Icon} name="arrow-up" /> ${t("team.pick")}
    </button>
  </div>`;
}
