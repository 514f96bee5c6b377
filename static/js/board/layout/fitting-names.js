// @ts-check
// The names in a small group's card: as many as there is room for, and how many more there are. All of them are in the
// page, so that each can be measured and no size depends on which names are shown: the number is known in one pass,
// before anything is painted.
import { html, useLayoutEffect, useRef, useState } from "../../../vendor/preact.js";
import { useElementSize } from "../../ui/element-size.js";
import { t } from "../../ui/words.js";
import { displayName } from "../../voices/queries.js";
import { countFitting } from "./fit-count.js";

/** @param {{people: PersonRecord[]}} props */
export function FittingNames({ people }) {
  const list = useRef(/** @type {any} */ (null));
  const room = useElementSize(list);
  const [shown, setShown] = useState(people.length);
  const names = people.map((person) => displayName(person.id));
  useLayoutEffect(() => setShown(measure(list.current)), [names.join("\n"), room, shown]);
  const left = people.length - shown;
  return html`<ul class="breakout-people board-names" ref=${list}>
    ${people.map((person, n) => html`<li key=${person.id} class=${n < shown ? "" : "off"}><bdi>${names[n]}</bdi></li>`)}
    <li key="more" class=${`soft num board-names-more ${left > 0 ? "" : "off"}`}>
      ${t("team.more", { n: Math.max(1, left) })}
    </li>
  </ul>`;
}

/** @param {HTMLElement} list */
function measure(list) {
  const boxes = Array.from(list.children, (each) => each.getBoundingClientRect());
  const more = /** @type {DOMRect} */ (boxes.pop());
  const lines = Math.max(1, Math.floor((list.clientHeight + 1) / more.height));
  // Browsers round fractions of a pixel differently: a name that fits by less than that is left out.
  const width = list.getBoundingClientRect().width - 0.1;
  return countFitting(
    boxes.map((box) => box.width),
    { width, lines, gap: parseFloat(getComputedStyle(list).columnGap), more: more.width },
  );
}
