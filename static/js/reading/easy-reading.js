// @ts-check
// Easy reading: larger letters, and fewer things at once. The server says whether it is on; what is left out at first is
// behind one button, and the style sheet leaves it out.
import { html, signal } from "../../vendor/preact.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";

export const isEasy = document.documentElement.dataset.reading === "easy";
/** Whether everything is shown, as it always is without easy reading. */
export const showsAll = signal(!isEasy);

/** Shows what is left out, and leaves it out again. @param {{tab?: boolean}} props  `tab`: in the bar of a phone. */
export function MoreButton({ tab }) {
  if (!isEasy) return null;
  const press = () => {
    showsAll.value = !showsAll.value;
    document.documentElement.toggleAttribute("data-more", showsAll.value);
  };
  const isOn = showsAll.value;
  return html`<button
    type="button"
    class=${`more-button ${tab ? "tab" : `button quiet small ${isOn ? "on" : ""}`}`}
    aria-expanded=${isOn}
    onClick=${press}
  >
    <${Icon} name=${isOn ? "minus" : "plus"} /> <span>${t(isOn ? "member.easy.fewer" : "member.easy.more")}</span>
  </button>`;
}
