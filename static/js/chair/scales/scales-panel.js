// @ts-check
// Scales: open one, see how many people have answered, show the spread, close it.
import { html, signal } from "../../../vendor/preact.js";
import { all, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Spread } from "../../scale/spread.js";
import { Answered } from "../../ui/answered.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { askFirst } from "../shell/ask-first.js";
import { commandHandler, runCommand } from "../shell/commands.js";
import { closePanel } from "../shell/screen-state.js";
import { ScaleDialog } from "./scale-dialog.js";

/** The scale whose form is open, or "new". */
const editedScale = signal("");

export function ScalesPanel() {
  const scales = all("scale");
  // A helper sees the state of the scales but does not control them.
  const closed = one("meeting")?.state === "closed" || !isChair();
  const edited = scales.find((scale) => scale.id === editedScale.value);
  const close = () => (editedScale.value = "");
  return html`<section class="panel" aria-labelledby="scales-h">
    <h2 id="scales-h">${t("chair.scales.heading")}</h2>
    ${scales.map((scale) => html`<${ScaleCard} key=${scale.id} scale=${scale} closed=${closed} />`)}
    ${
      !closed &&
      html`<button type="button" class="button quiet small" onClick=${() => (editedScale.value = "new")}>
        <${Icon} name="plus" /> ${t("chair.scales.add")}
      </button>`
    }
    ${editedScale.value === "new" && html`<${ScaleDialog} scale=${null} onClose=${close} />`}
    ${edited && html`<${ScaleDialog} key=${edited.id} scale=${edited} onClose=${close} />`}
  </section>`;
}

/** @param {{scale: ScaleRecord, closed: boolean}} props */
function ScaleCard({ scale, closed }) {
  const open = async () => (await runCommand("scale.open", { scale: scale.id })).ok && closePanel();
  const { state } = scale;
  return html`<article class=${`chair-scale ${state === "open" ? "open" : ""}`} aria-label=${scale.question}>
    <div class="chair-scale-head">
      <h3 dir="auto">${scale.question}</h3>
      ${
        !closed &&
        html`<button
          type="button"
          class="button plain small"
          aria-label=${t("chair.scales.change_label", { question: scale.question })}
          onClick=${() => (editedScale.value = scale.id)}
        >
          ${t("chair.edit")}
        </button>`
      }
    </div>
    <p class="soft small-text">${t(`chair.scales.is_${state}`)}</p>
    ${state !== "draft" && html`<${Answered} question=${scale} />`}
    <${Spread} scale=${scale} />
    ${
      !closed &&
      html`<div class="row">
        ${
          state === "draft" &&
          html`<button type="button" class="button tint small" onClick=${open}>
            <${Icon} name="gauge" /> ${t("chair.scales.open")}
          </button>`
        }
        ${state !== "draft" && html`<${SpreadButton} scale=${scale} />`}
        ${state === "open" && html`<${CloseScaleButton} scale=${scale} />`}
        ${state === "closed" && html`<${ReopenScaleButton} scale=${scale} />`}
      </div>`
    }
  </article>`;
}

/** `first`: on the card of what is on now it is the button that the chair needs most. @typedef {{scale: ScaleRecord, first?: boolean}} ButtonProps */

/** Shows the spread, or hides it. @param {ButtonProps} props */
export function SpreadButton({ scale, first = false }) {
  if (scale.settled) return null;
  const { shown } = scale;
  return html`<button
    type="button"
    class=${first ? "button first" : "button quiet"}
    onClick=${commandHandler(shown ? "scale.hide" : "scale.show", { scale: scale.id })}
  >
    <${Icon} name=${shown ? "eye-off" : "eye"} /> ${t(shown ? "chair.scales.hide" : "chair.scales.show")}
  </button>`;
}

/** @param {ButtonProps} props */
export function CloseScaleButton({ scale, first = false }) {
  return html`<button
    type="button"
    class=${first ? "button first" : "button quiet"}
    aria-label=${t("chair.scales.close_label", { question: scale.question })}
    onClick=${() => askFirst("scale.close", { scale: scale.id }, t("chair.scales.close"))}
  >
    ${t("chair.scales.close")}
  </button>`;
}

/** Goes on with the part; the spread can still be looked at. @param {ButtonProps} props */
export function LeaveScaleButton({ scale }) {
  return html`<button type="button" class="button first" onClick=${commandHandler("scale.leave", { scale: scale.id })}>
    <${Icon} name="sticky-note" /> ${t("chair.scales.leave")}
  </button>`;
}

/** @param {ButtonProps} props */
export function ReopenScaleButton({ scale }) {
  if (scale.settled) return null;
  return html`<button type="button" class="button quiet" onClick=${commandHandler("scale.open", { scale: scale.id })}>
    ${t("chair.scales.reopen")}
  </button>`;
}
