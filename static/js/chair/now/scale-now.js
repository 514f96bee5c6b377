// @ts-check
// A scale: its question, how many people have answered, and the buttons that show the spread and close it.
import { html, signal } from "../../../vendor/preact.js";
import { get, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Spread } from "../../scale/spread.js";
import { Answered } from "../../ui/answered.js";
import { t } from "../../ui/words.js";
import { ScaleDialog } from "../scales/scale-dialog.js";
import { CloseScaleButton, LeaveScaleButton, ReopenScaleButton, SpreadButton } from "../scales/scales-panel.js";

/** Whether the form that says what is good enough is open. */
const goodEnough = signal(false);

export function scaleNow() {
  const scale = get("scale", one("on_now")?.scale ?? null);
  if (!scale) return {};
  const open = scale.state === "open";
  const close = () => (goodEnough.value = false);
  const more = html`
    ${open && scale.shown && html`<${SpreadButton} scale=${scale} />`}
    ${open ? !scale.shown && html`<${CloseScaleButton} scale=${scale} />` : html`<${ReopenScaleButton} scale=${scale} />`}
    <button type="button" class="button quiet" onClick=${() => (goodEnough.value = true)}>
      ${t("chair.now.good_enough")}
    </button>
    ${goodEnough.value && html`<${ScaleDialog} scale=${scale} focus="good_enough" onClose=${close} />`}
  `;
  return {
    name: t(open ? "chair.now.scale" : "chair.now.scale_closed"),
    icon: "gauge",
    title: html`<bdi>${scale.question}</bdi>`,
    facts: html`
      <${Answered} question=${scale} />
      <${Spread} scale=${scale} />
    `,
    first:
      isChair() &&
      (!scale.shown
        ? html`<${SpreadButton} scale=${scale} first />`
        : open
          ? html`<${CloseScaleButton} scale=${scale} first />`
          : html`<${LeaveScaleButton} scale=${scale} />`),
    more: isChair() && more,
  };
}
