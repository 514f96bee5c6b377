// @ts-check
// The agenda as a list: which sections are done, running, and to come. An icon, a word and the font weight say which is
// which, never colour alone.
import { html } from "../../vendor/preact.js";
import { all } from "../core/records.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { spentMinutes } from "./timer.js";

/** @type {Record<SectionRecord["state"], string>} */
const ICONS = { done: "circle-check", now: "circle-dot", todo: "circle" };

/** Where we are: section n of m. */
export function agendaPosition() {
  const sections = all("section");
  const index = sections.findIndex((section) => section.state === "now");
  return { n: index + 1, m: sections.length, section: sections[index] };
}

/**
 * The sections around the current one, and how many are left out before and after them.
 * @param {SectionRecord[]} sections @param {number} most
 */
export function sectionsAround(sections, most) {
  const now = sections.findIndex((section) => section.state === "now");
  const last = now >= 0 ? now : sections.map((section) => section.state).lastIndexOf("done");
  // One finished section stays in sight above the current one; the rest of the space is for the next ones.
  const from = Math.max(0, Math.min(last - 1, sections.length - most));
  const shown = sections.slice(from, from + most);
  return { before: from, shown, after: sections.length - from - shown.length };
}

/**
 * @param {{prompt?: boolean, most?: number}} props  `prompt`: with the question of the current section. `most`: how
 *   many sections fit; the others are counted.
 */
export function RunningOrder({ prompt, most = Infinity }) {
  const { before, shown, after } = sectionsAround(all("section"), most);
  return html`<ol class="order-list">
    ${before > 0 && html`<li class="part-more">${t("agenda.before", { n: before })}</li>`}
    ${shown.map((section) => html`<${Section} key=${section.id} section=${section} prompt=${prompt} />`)}
    ${after > 0 && html`<li class="part-more">${t("agenda.after", { n: after })}</li>`}
  </ol>`;
}

/** How long a section took. @param {number} n  Whole minutes. */
const took = (n) => (n ? t("agenda.took", { n }) : t("agenda.took.under"));

/** @param {{section: SectionRecord, prompt?: boolean}} props */
function Section({ section, prompt }) {
  const now = section.state === "now";
  return html`<li class=${`part part-${section.state}`} aria-current=${now ? "step" : undefined}>
    <${Icon} name=${ICONS[section.state]} />
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
