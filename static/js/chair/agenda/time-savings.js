// @ts-check
// Where minutes could be saved when the meeting runs over. It is only a proposal: the chair decides.
import { html } from "../../../vendor/preact.js";
import { get, one } from "../../core/records.js";
import { Dialog } from "../../ui/dialog.js";
import { t } from "../../ui/words.js";
import { runCommand } from "../shell/commands.js";
import { closeDialog, openDialog } from "../shell/screen-state.js";

const proposedSavings = () => one("plan")?.savings || [];

export function TimeSavingsButton() {
  if (!proposedSavings().length) return null;
  return html`<button
    type="button"
    class="button plain small save-minutes"
    onClick=${() => (openDialog.value = "save")}
  >
    ${t("chair.save.open")}
  </button>`;
}

export function TimeSavingsDialog() {
  const savings = proposedSavings();
  const take = async () => {
    if ((await runCommand("agenda.save")).ok) closeDialog();
  };
  return html`<${Dialog} title=${t("chair.save.heading")} onClose=${closeDialog}>
    ${
      savings.length
        ? html`
          <p>${t("chair.save.about")}</p>
          <ul class="stack tight">
            ${savings.map((/** @type {[string, number]} */ [id, n]) => {
              const section = get("section", id);
              return (
                section &&
                html`<li key=${id} class="row apart saving">
                  <b dir="auto">${section.title}</b>
                  <span class="num">${t("chair.save.part", { from: section.minutes, to: section.minutes - n })}</span>
                </li>`
              );
            })}
          </ul>
          <button type="button" class="button" onClick=${take}>
            ${t("chair.save.button", {
              n: savings.reduce((/** @type {number} */ sum, /** @type {[string, number]} */ [, n]) => sum + n, 0),
            })}
          </button>
        `
        : html`<p>${t("chair.save.none")}</p>`
    }
  </>`;
}
