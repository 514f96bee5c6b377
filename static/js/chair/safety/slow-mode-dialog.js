// @ts-check
// Slow mode: how long one person waits between two notes.
import { html } from "../../../vendor/preact.js";
import { one } from "../../core/records.js";
import { Dialog } from "../../ui/dialog.js";
import { t } from "../../ui/words.js";
import { runCommand } from "../shell/commands.js";
import { closeDialog } from "../shell/screen-state.js";

/** Seconds between two notes of one person. @type {(number | null)[]} */
const INTERVALS = [null, 10, 30, 60, 120];

export function SlowModeDialog() {
  const slow = one("meeting")?.slow || null;
  return html`<${Dialog} title=${t("chair.safe.slow")} onClose=${closeDialog}>
    <p class="soft">${t("chair.slow.about")}</p>
    <fieldset class="bare">
      <legend class="unseen">${t("chair.safe.slow")}</legend>
      <div class="row choices">
        ${INTERVALS.map(
          (seconds) => html`<label key=${seconds} class="choice">
            <input
              type="radio"
              name="slow"
              checked=${slow === seconds}
              onChange=${() => runCommand("meeting.slow", { seconds })}
            />
            <span>${seconds ? t("chair.slow.every", { n: seconds }) : t("chair.slow.off")}</span>
          </label>`,
        )}
      </div>
    </fieldset>
  </>`;
}
