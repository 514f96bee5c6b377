// @ts-check
// So many people join from one network that others have to wait there: the chair is told once for each code.
import { html, signal } from "../../../vendor/preact.js";
import { joinCode } from "../../core/join-code.js";
import { all } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { safely } from "../../core/storage.js";
import { Icon } from "../../ui/icon.js";
import { Status } from "../../ui/status.js";
import { t } from "../../ui/words.js";
import { openDialog } from "../shell/screen-state.js";

const KEY = "crowd.expected";
/** The entry of the log that this chair has read. */
const read = signal(safely(() => sessionStorage.getItem(KEY)) || "");

/** Without storage it is told again on a page that is loaded again. @param {string} id */
function keep(id) {
  read.value = id;
  safely(() => sessionStorage.setItem(KEY, id));
}

/** A new code, with which everybody else gets in at once; or nothing, where so many are expected. */
export function CrowdNotice() {
  const entry = all("log").find((each) => each.of === "crowd" && each.detail === joinCode());
  if (!entry || entry.id === read.value) return null;
  /** @param {Event & {currentTarget: HTMLElement}} event */
  const expected = (event) => {
    // The button goes with its notice; the focus must not go with it.
    /** @type {HTMLElement | null} */ (event.currentTarget.closest(".chair-notices"))?.focus();
    keep(entry.id);
  };
  return html`<${Status} says="comes" class="chair-notice">
    <${Icon} name="users" /> <span class="grow">${t("chair.crowd.on")}</span>
    <span class="row">
      ${
        isChair() &&
        html`<button type="button" class="button small" onClick=${() => (openDialog.value = "code")}>
          ${t("chair.code.make")}
        </button>`
      }
      <button type="button" class="button quiet small" onClick=${expected}>${t("chair.crowd.expected")}</button>
    </span>
  </>`;
}
