// @ts-check
// The last step of the agenda, which the chair can take back for a while.
import { html } from "../../../vendor/preact.js";
import { now, second } from "../../core/clock.js";
import { get, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { commandHandler } from "./commands.js";

export function TakeBackNotice() {
  const undo = one("agenda_undo");
  // Reading the second draws this again when the time is over.
  const open = undo && second.value * 1000 < undo.until && now() < undo.until;
  if (!open || !isChair() || one("meeting")?.state === "closed") return null;
  const title = get("section", undo.section || "")?.title || "";
  const what = undo.is_start
    ? "meeting"
    : undo.what.indexOf("agenda.") < 0
      ? undo.what.replace(".", "_")
      : title
        ? "part"
        : "last";
  return html`<p class="chair-notice take-back" role="status">
    <${Icon} name="undo-2" /> <span class="grow" dir="auto">${t(`chair.took.${what}`, { title })}</span>
    <button
      type="button"
      class="button quiet small"
      aria-label=${t("chair.took.undo_label", { what: t(`chair.took.${what}`, { title }) })}
      onClick=${commandHandler("agenda.take_back")}
    >
      ${t("chair.took.undo")}
    </button>
  </p>`;
}
