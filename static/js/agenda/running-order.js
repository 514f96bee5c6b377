// @ts-check
// The agenda as a list: what is done, what is on, what comes.
import { html } from "../../vendor/preact.js";
import { all } from "../live/records.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { spentMinutes } from "./time.js";

const ICONS = { done: "check", now: "circle-dot", todo: "circle" };

/** Where we are, as numbers: part n of m. */
export function place() {
  const sections = all("section");
  const index = sections.findIndex((section) => section.state === "now");
  return { n: index + 1, m: sections.length, section: sections[index] };
}

export function RunningOrder() {
  return html`<ol class="order-list">
    ${all("section").map(
      (section) => html`<li key=${section.id} class=${`part part-${section.state}`} aria-current=${section.state === "now" ? "step" : undefined}>
        <${Icon} name=${ICONS[/** @type {"done" | "now" | "todo"} */ (section.state)]} />
        <span class="part-title" dir="auto">${section.title}</span>
        <span class="part-minutes num">${section.state === "done" ? t("agenda.took", { n: spentMinutes(section) }) : t("agenda.minutes", { n: section.minutes })}</span>
        ${section.state === "now" && html`<span class="unseen">${t("agenda.on_now")}</span>`}
      </li>`,
    )}
  </ol>`;
}
