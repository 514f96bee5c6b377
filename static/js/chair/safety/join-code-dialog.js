// @ts-check
// Another code to come in with, when the old one has gone too far.
import { html, signal } from "../../../vendor/preact.js";
import { joinCode } from "../../core/join-code.js";
import { page } from "../../core/page-data.js";
import { Dialog } from "../../ui/dialog.js";
import { t } from "../../ui/words.js";
import { ConfirmButton } from "../shell/confirm-button.js";
import { closeSheet } from "../shell/screen-state.js";

const fault = signal("");

/** Another code to come in with. */
export function JoinCodeDialog() {
  const code = joinCode();
  const make = async () => {
    fault.value = "";
    try {
      const answer = await fetch(page.urls.new_code, { method: "POST" });
      if (!answer.ok) fault.value = (await answer.json()).error.message;
    } catch {
      fault.value = t("common.status.offline");
    }
  };
  return html`<${Dialog} title=${t("chair.safe.code")} onClose=${closeSheet}>
    <p>${t("chair.code.about")}</p>
    <p role="status">${t("chair.code.now")} <b class="code num">${code.slice(0, 3)} ${code.slice(3)}</b></p>
    <div class="row">
      <${ConfirmButton} icon="refresh-cw" words="chair.code.make" confirm="chair.code.make_sure" onConfirm=${make} />
    </div>
    ${fault.value && html`<p class="error" role="alert">${fault.value}</p>`}
  </>`;
}
