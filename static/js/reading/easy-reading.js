// @ts-check
// Easy reading: larger letters, and fewer things at once. The server says whether it is on; what is left out at first is
// behind one button, and the style sheet leaves it out.
import { html, signal } from "../../vendor/preact.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";

export const isEasy = document.documentElement.dataset.reading === "easy";
const showsMore = signal(false);

/** Shows what is left out, and leaves it out again. @param {{tab?: boolean}} props  `tab`: in the bar of a phone. */
export function MoreButton({ tab }) {
  if (!isEasy) return null;
  const press = () => {
    showsMore.value = !showsMore.value;
    document.documentElement.toggleAttribute("data-more", showsMore.value);
  };
  const isOn = showsMore.value;
  return html`<button
    type="button"
    class=${`more-button ${tab ? "tab" : `button quiet small ${isOn ? "on" : ""}`}`}
    aria-expanded=${isOn}
    onClick=${press}
  >
    <${Icon} name=${isOn ? "minus" : "plus"} /> <span>${t(isOn ? "member.easy.fewer" : "member.easy.more")}</span>
  </button>`;
}
