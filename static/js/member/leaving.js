// @ts-check
import { html } from "../../vendor/preact.js";
import { leave, leaving } from "../ui/back-button.js";
import { Dialog } from "../ui/dialog.js";
import { t } from "../ui/words.js";

/** The question that the Back button asks. */
export function Leaving() {
  if (!leaving.value) return null;
  const stay = () => (leaving.value = false);
  return html`<${Dialog} title=${t("common.leave_title")} onClose=${stay}>
    <p>${t("common.leave_text")}</p>
    <div class="row"><button type="button" class="button" onClick=${stay}>${t("common.stay")}</button><button type="button" class="button quiet" onClick=${leave}>${t("common.leave")}</button></div>
  <//>`;
}
