// @ts-check
// Scales: open one, see how many people have answered, show the spread, close it.
import { html, signal } from "../../../vendor/preact.js";
import { all, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Spread } from "../../scale/spread.js";
import { Answered } from "../../ui/answered.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { commandHandler } from "../shell/commands.js";
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
  const args = { scale: scale.id };
  const { state, shown } = scale;
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
          ${t("chair.wall.change")}
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
          html`<button type="button" class="button tint small" onClick=${commandHandler("scale.open", args)}>
            <${Icon} name="gauge" /> ${t("chair.scales.open")}
          </button>`
        }
        ${
          state !== "draft" &&
          !scale.settled &&
          html`<button
            type="button"
            class=${`button small ${shown ? "quiet" : "tint"}`}
            onClick=${commandHandler(shown ? "scale.hide" : "scale.show", args)}
          >
            <${Icon} name=${shown ? "eye-off" : "eye"} /> ${t(shown ? "chair.scales.hide" : "chair.scales.show")}
          </button>`
        }
        ${
          state === "open" &&
          html`<button
            type="button"
            class="button quiet small"
            aria-label=${t("chair.scales.close_label", { question: scale.question })}
            onClick=${commandHandler("scale.close", args)}
          >
            ${t("chair.scales.close")}
          </button>`
        }
        ${
          state === "closed" &&
          !scale.settled &&
          html`<button type="button" class="button quiet small" onClick=${commandHandler("scale.open", args)}>
            ${t("chair.scales.reopen")}
          </button>`
        }
      </div>`
    }
  </article>`;
}
