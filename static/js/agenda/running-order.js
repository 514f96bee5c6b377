// @ts-check
// The agenda as a list: which sections are done, running, and to come. An icon, a word and the font weight say which is
// which, never colour alone.
import { html } from "../../vendor/preact.js";
import { all } from "../core/records.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { SECTION_STATE_ICONS } from "./section-kinds.js";
import { plannedTimes } from "./start-time.js";
import { spentMinutes } from "./timer.js";

/** Where we are: section n of m. */
export function agendaPosition() {
  const sections = all("section");
  const index = sections.findIndex((section) => section.state === "now");
  return { n: index + 1, m: sections.length, section: sections[index] };
}

/**
 * @param {{prompt?: boolean, pages?: boolean}} props  `prompt`: with the question of the current section. `pages`: what
 *   does not fit comes on a further page.
 */
export function RunningOrder({ prompt, pages }) {
  const times = plannedTimes();
  return html`<ol class="order-list">
    ${all("section").map(
      (section) =>
        html`<${Section} key=${section.id} section=${section} prompt=${prompt} item=${pages} time=${times[section.id]} />`,
    )}
  </ol>`;
}

/** How long a section took. @param {number} n  Whole minutes. */
const took = (n) => (n ? t("agenda.took", { n }) : t("agenda.took.under"));

/** @param {{section: SectionRecord, prompt?: boolean, item?: boolean, time?: string}} props  `item`: it may come on a
 *   further page. `time`: when it begins by the plan. */
function Section({ section, prompt, item, time }) {
  const now = section.state === "now";
  return html`<li class=${`part part-${section.state}`} data-item=${item} aria-current=${now ? "step" : undefined}>
    ${time ? html`<span class="part-time num">${time}</span>` : html`<${Icon} name=${SECTION_STATE_ICONS[section.state]} />`}
    <div class="part-words">
      <span class="part-title" dir="auto">${section.title}</span>
      ${section.state === "done" && html`<span class="unseen">${t("agenda.done")}</span>`}
      ${now && html`<span class="part-now-word">${t("agenda.on_now")}</span>`}
      ${now && prompt && section.prompt && html`<span class="part-prompt" dir="auto">${section.prompt}</span>`}
    </div>
    <span class="part-minutes num">
      ${section.state === "done" ? took(spentMinutes(section)) : t("agenda.minutes", { n: section.minutes })}
    </span>
  </li>`;
}
