// @ts-check
// What became of everybody's hopes: three counts with their bars, once enough people have answered. Never who.
import { html } from "../../vendor/preact.js";
import { one } from "../core/records.js";
import { answeredWords } from "../ui/answered.js";
import { CountedNote } from "../ui/counted-note.js";
import { t } from "../ui/words.js";

/** @type {HopeRecord["answer"][]} */
const ANSWERS = ["yes", "partly", "not_yet"];

export function HopesSpread() {
  const hopes = one("hopes");
  if (!hopes) return null;
  const { spread } = hopes;
  const over = hopes.state === "closed";
  if (!spread)
    return html`${!over && hopes.received > 0 && html`<p class="num">${answeredWords(hopes)}</p>`}
      <${CountedNote} question=${hopes} counted=${0} over=${over} />`;
  const countOf = (/** @type {HopeRecord["answer"]} */ answer) => spread[answer] || 0;
  const total = ANSWERS.reduce((sum, answer) => sum + countOf(answer), 0);
  return html`<figure class="hopes-spread">
    <figcaption class="unseen">${t("hopes.heading")}</figcaption>
    <ul>
      ${ANSWERS.map(
        (answer) => html`<li key=${answer}>
          <span>${t(`hopes.became.${answer}`)}</span> <b class="num">${countOf(answer)}</b>
          <i class="hopes-bar" aria-hidden="true"><i style=${`transform: scaleX(${countOf(answer) / total})`}></i></i>
        </li>`,
      )}
    </ul>
    <${CountedNote} question=${hopes} counted=${total} over=${over} />
  </figure>`;
}
