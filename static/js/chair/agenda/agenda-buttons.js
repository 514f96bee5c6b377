// @ts-check
// The buttons with which the chair moves through the agenda. The next step is the one filled button. It names the
// section it leads to and asks for exactly that one: two devices that press it at the same moment, or a double tap, go
// one step and not two.
import { html } from "../../../vendor/preact.js";
import { page } from "../../core/page-data.js";
import { all, one } from "../../core/records.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { askFirst } from "../shell/ask-first.js";
import { ariaResting } from "../shell/commands.js";
import { openDialog } from "../shell/screen-state.js";

/** Starts the meeting. */
function StartButton() {
  return html`<button
    type="button"
    class="button start"
    disabled=${!all("section").length}
    aria-disabled=${ariaResting("agenda.start", { ask: true })}
    onClick=${() => askFirst("agenda.start", {}, t("chair.start"))}
  >
    <${Icon} name="play" /> ${t("chair.start")}
  </button>`;
}

export function NextButton() {
  const meeting = one("meeting");
  if (meeting?.state === "waiting") return html`<${StartButton} />`;
  if (meeting?.state === "closed")
    return html`<a class="button next" href=${page.urls.report} target="_blank">
      <${Icon} name="file-text" /> <span>${t("chair.report.open")}</span>
    </a>`;
  if (meeting?.state !== "live") return null;
  const sections = all("section");
  const currentIndex = sections.findIndex((section) => section.state === "now");
  // A section that was skipped before the current one, or before the last finished one, is not offered again.
  const position = currentIndex < 0 ? sections.map((section) => section.state).lastIndexOf("done") : currentIndex;
  const next = sections.slice(position + 1).find((section) => section.state === "todo");
  if (next) {
    const words = t(currentIndex < 0 ? "chair.start_part" : "chair.next", { title: next.title });
    return html`<button
      type="button"
      class="button next"
      aria-disabled=${ariaResting("agenda.start", { section: next.id, ask: true })}
      onClick=${() => askFirst("agenda.start", { section: next.id }, words)}
    >
      <span>${words}</span> <${Icon} name="arrow-right" />
    </button>`;
  }
  if (currentIndex >= 0)
    return html`<button
      type="button"
      class="button next"
      aria-disabled=${ariaResting("agenda.next", { ask: true })}
      onClick=${() => askFirst("agenda.next", {}, t("chair.finish_last"))}
    >
      <span>${t("chair.finish_last")}</span> <${Icon} name="flag" />
    </button>`;
  return html`<button type="button" class="button next" onClick=${() => (openDialog.value = "close")}>
    <${Icon} name="flag" /> <span>${t("chair.safe.close")}</span>
  </button>`;
}

/** One minute less, one more, five more: what a chair needs while talking. */
const STEPS = [-1, 1, 5];

/**
 * Buttons that change a number of minutes.
 * @param {{onStep: (minutes: number) => void}} props
 */
export function MinuteButtons({ onStep }) {
  return html`${STEPS.map((n) => {
    const text = n > 0 ? `+${n}` : `−${-n}`;
    return html`<button
      key=${n}
      type="button"
      class="button quiet minutes num"
      dir="ltr"
      aria-label=${t("chair.minutes_label", { n: Math.abs(n), change: text })}
      onClick=${() => onStep(n)}
    >
      ${text}
    </button>`;
  })}`;
}
