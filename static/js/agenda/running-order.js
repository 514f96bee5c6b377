// @ts-check
// The agenda as a list: what is done, what is on, what comes. An icon, a word and a weight each say it; no colour alone.
import { html } from "../../vendor/preact.js";
import { all } from "../core/records.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { spentMinutes } from "./timer.js";

/** @type {Object<string, string>} */
const ICONS = { done: "circle-check", now: "circle-dot", todo: "circle" };

/** Where we are, as numbers: part n of m. */
export function agendaPosition() {
  const sections = all("section");
  const index = sections.findIndex((section) => section.state === "now");
  return { n: index + 1, m: sections.length, section: sections[index] };
}

/**
 * The parts around the present one, and how many are left out before and after them.
 * @param {any[]} sections @param {number} most
 */
export function sectionsAround(sections, most) {
  const now = sections.findIndex((section) => section.state === "now");
  const last = now >= 0 ? now : sections.map((section) => section.state).lastIndexOf("done");
  // One finished part stays in sight above the present one; the rest of the room is for what comes.
  const from = Math.max(0, Math.min(last - 1, sections.length - most));
  const shown = sections.slice(from, from + most);
  return { before: from, shown, after: sections.length - from - shown.length };
}

/**
 * @param {{prompt?: boolean, most?: number}} props  `prompt`: with the question of the part that is on. `most`: how many
 *   parts there is room for; the rest are counted.
 */
export function RunningOrder({ prompt, most = Infinity }) {
  const { before, shown, after } = sectionsAround(all("section"), most);
  return html`<ol class="order-list">
    ${before > 0 && html`<li class="part-more">${t("agenda.before", { n: before })}</li>`}
    ${shown.map((section) => html`<${Part} key=${section.id} section=${section} prompt=${prompt} />`)}
    ${after > 0 && html`<li class="part-more">${t("agenda.after", { n: after })}</li>`}
  </ol>`;
}

/** @param {number} n  Whole minutes. */
const took = (n) => (n ? t("agenda.took", { n }) : t("agenda.took.under"));

/** @param {{section: any, prompt?: boolean}} props */
function Part({ section, prompt }) {
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
