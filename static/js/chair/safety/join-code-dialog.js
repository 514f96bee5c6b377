// @ts-check
// A new join code, for when the old one has spread too far.
import { html, signal } from "../../../vendor/preact.js";
import { spokenCode } from "../../core/join-code.js";
import { page } from "../../core/page-data.js";
import { Dialog } from "../../ui/dialog.js";
import { Status } from "../../ui/status.js";
import { t } from "../../ui/words.js";
import { ConfirmButton } from "../shell/confirm-button.js";
import { closeDialog } from "../shell/screen-state.js";

const fault = signal("");

/** Shows the current join code, and replaces it. */
export function JoinCodeDialog() {
  const make = async () => {
    fault.value = "";
    try {
      const answer = await fetch(page.urls.new_code, { method: "POST" });
      if (!answer.ok) fault.value = (await answer.json()).error.message;
    } catch {
      fault.value = t("common.status.offline");
    }
  };
  return html`<${Dialog} title=${t("chair.safe.code")} onClose=${closeDialog}>
    <p>${t("chair.code.about")}</p>
    <${Status}>${t("chair.code.now")} <b class="code num" dir="ltr" translate=${false}>${spokenCode()}</b></>
    <div class="row">
      <${ConfirmButton} icon="refresh-cw" words="chair.code.make" confirm="chair.code.make_sure" onConfirm=${make} />
    </div>
    ${fault.value && html`<${Status} says="both" urgent class="error">${fault.value}</>`}
  </>`;
}
