// @ts-check
// What became of the hopes, all together: three numbers with their bars, once enough people have answered. Never who.
import { html } from "../../vendor/preact.js";
import { one } from "../core/records.js";
import { t } from "../ui/words.js";

const ANSWERS = ["yes", "partly", "not_yet"];

export function HopesSpread() {
  const hopes = one("hopes");
  if (!hopes) return null;
  if (!hopes.spread)
    return hopes.state === "open"
      ? html`<p class="soft hopes-hidden">${t("hopes.hidden", { n: hopes.floor })}</p>`
      : null;
  const all = ANSWERS.reduce((total, answer) => total + hopes.spread[answer], 0);
  return html`<figure class="hopes-spread">
    <figcaption class="unseen">${t("hopes.heading")}</figcaption>
    <ul>
      ${ANSWERS.map(
        (answer) => html`<li key=${answer}>
          <span>${t(`hopes.became.${answer}`)}</span> <b class="num">${hopes.spread[answer]}</b>
          <i class="hopes-bar" aria-hidden="true">
            <i style=${`transform: scaleX(${hopes.spread[answer] / all})`}></i>
          </i>
        </li>`,
      )}
    </ul>
  </figure>`;
}
