// @ts-check
// The names in a small group's card: as many as there is room for, and how many more there are. All of them are in the
// page, so that each can be measured: the number is known in one pass, before anything is painted.
import { html, useLayoutEffect, useRef, useState } from "../../../vendor/preact.js";
import { useElementSize } from "../../ui/element-size.js";
import { t } from "../../ui/words.js";
import { displayName } from "../../voices/queries.js";

/** @param {{people: PersonRecord[]}} props */
export function FittingNames({ people }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const room = useElementSize(list);
  const [shown, setShown] = useState(people.length);
  const names = people.map((person) => displayName(person.id));
  useLayoutEffect(
    () => setShown(mostThatFit(/** @type {HTMLElement} */ (list.current))),
    [names.join("\n"), room, shown],
  );
  const left = people.length - shown;
  return html`<ul class="breakout-people board-names" ref=${list}>
    ${people.map((person, n) => html`<li key=${person.id} hidden=${n >= shown}><bdi>${names[n]}</bdi></li>`)}
    <li key="more" class="soft num board-names-more" hidden=${left <= 0}>${t("team.more", { n: Math.max(1, left) })}</li>
  </ul>`;
}

/** How many names fit, with the words for the others if not all do. They are shown afterwards. @param {HTMLElement} list */
function mostThatFit(list) {
  const items = /** @type {HTMLElement[]} */ (Array.from(list.children));
  const more = /** @type {HTMLElement} */ (items.pop());
  const fits = (/** @type {number} */ n) => {
    items.forEach((item, nth) => (item.hidden = nth >= n));
    more.hidden = n >= items.length;
    return (more.hidden ? items[n - 1] : more).getBoundingClientRect().bottom <= bottom;
  };
  const bottom = list.getBoundingClientRect().bottom + 1;
  if (fits(items.length)) return items.length;
  let [low, high] = [0, items.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  fits(low);
  return low;
}
