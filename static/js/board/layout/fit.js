// @ts-check
// The one layout rule of the board: a box shows what is in it in the largest letters with which everything fits, and
// page by page if even the smallest that can be read from the back row are too large. It measures the real elements,
// because only the browser knows how their words wrap, and does so again whenever the words or the box change.
//
// The sizes inside a box are multiples of `--u`, which this sets. What may come on a further page has `data-item`.
import { html, useLayoutEffect, useRef, useState } from "../../../vendor/preact.js";
import { useElementSize } from "../../ui/element-size.js";
import { PageDots, usePaging } from "../paging.js";

/** Each is a little smaller than the one before, in rem. The smallest letters do not depend on it: see `--least`. */
const SIZES = [2, 1.75, 1.5, 1.32, 1.15, 1, 0.92, 0.84, 0.76, 0.69, 0.62, 0.56, 0.5, 0.45, 0.4, 0.36, 0.32, 0.28];
/** What can come on several pages is not made smaller than this for the sake of fewer. */
const SMALLEST_PAGED = 0.84;
/** With so many times the items of before, nothing of what was read is left anyway. */
const MANY_MORE = 1.5;
/** Browsers round fractions of a pixel differently. */
const ROUNDING = 1.5;
/** Elements that have a layout of their own, or none. */
const OWN_LAYOUT = ".board-fit, .board-zones, .board-names, svg, i, .unseen, [hidden]";

/**
 * @param {{class?: string, largest?: number, paged?: number, as?: string, children?: unknown, label?: string,
 *   role?: string}} props  `largest`: the size in rem where there is all the room one could want; `paged`: the one down
 *   to which everything is rather smaller than on several pages.
 */
export function Fit({ class: name = "", largest = 1, paged = SMALLEST_PAGED, as = "div", children, label, role }) {
  const box = useRef(/** @type {any} */ (null));
  const [pages, setPages] = useState(1);
  const { page, turns } = usePaging(1, pages);
  const room = useElementSize(box);
  const last = useRef({ size: 0, items: 0, turns: -1 });
  const fit = useRef(() => {});
  fit.current = () => {
    const items = itemsOf(box.current);
    // Somebody is reading: what is added while this page stays comes on a further page rather than in smaller letters,
    // unless it is a lot. Where there are no pages, the letters become smaller at once: nothing is ever cut.
    const stays = last.current.turns === turns && items.length < MANY_MORE * last.current.items;
    const first = stays ? last.current.size : largest;
    const sizes = SIZES.filter((size) => size <= first);
    const found = fitBox(box.current, items, sizes, page, stays ? first : paged);
    last.current = { size: found.size, items: items.length, turns };
    setPages(found.pages);
  };

  useLayoutEffect(() => {
    let before = "";
    const observer = new MutationObserver((changes) => {
      // A clock that ticks changes nothing here.
      const now = shapeOf(box.current);
      if (now !== before || changes.some(addsItem)) fit.current();
      before = now;
    });
    observer.observe(box.current, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    last.current.turns = -1;
    fit.current();
  }, [room, turns, largest]);
  return html`
    <${as} class=${`board-fit ${name}`} ref=${box} aria-label=${label} role=${role}>${children}</${as}>
    <${PageDots} page=${page} pages=${pages} />
  `;
}

/** What decides how much room is needed: the words, with any digit for any other, and the elements. @param {HTMLElement} box */
function shapeOf(box) {
  return `${box.getElementsByTagName("*").length} ${(box.textContent || "").replace(/\d/g, "0")}`;
}

/** What has just come is on no page yet, even if it says what another said before. @param {MutationRecord} change */
function addsItem({ addedNodes }) {
  return [...addedNodes].some(
    (node) => node instanceof Element && (node.matches("[data-item]") || node.querySelector("[data-item]")),
  );
}

/** What may come on a further page; not that of a box inside. @param {HTMLElement} box */
function itemsOf(box) {
  const all = /** @type {HTMLElement[]} */ (Array.from(box.querySelectorAll("[data-item]")));
  return all.filter((item) => item.closest(".board-fit") === box);
}

/**
 * Sets the size of the letters, and shows the items of this page only.
 * @param {HTMLElement} box
 * @param {HTMLElement[]} items
 * @param {number[]} sizes
 * @param {number} page
 * @param {number} paged
 */
function fitBox(box, items, sizes, page, paged) {
  for (const size of sizes) {
    box.style.setProperty("--u", `${size}rem`);
    showOnly(items, 0, items.length);
    if (fits(box)) return { size, pages: 1 };
    if (items.length < 2 || size > paged) continue;
    const breaks = pageBreaks(box, items);
    if (!breaks) continue;
    const at = page < breaks.length ? page : 0;
    showOnly(items, breaks[at], breaks[at + 1] ?? items.length);
    return { size, pages: breaks.length };
  }
  return { size: sizes[sizes.length - 1], pages: 1 };
}

/**
 * The first item of each page; null if one item alone is too large.
 * @param {HTMLElement} box @param {HTMLElement[]} items
 */
function pageBreaks(box, items) {
  const breaks = [0];
  for (let from = 0, to = 1; to <= items.length; to += 1) {
    showOnly(items, from, to);
    if (fits(box)) continue;
    if (to - from === 1) return null;
    from = to - 1;
    breaks.push(from);
    to = from;
  }
  return breaks;
}

/** @param {HTMLElement[]} items @param {number} from @param {number} to */
function showOnly(items, from, to) {
  items.forEach((item, n) => (item.hidden = n < from || n >= to));
}

/** Whether everything is inside what it is in. @param {HTMLElement} box */
function fits(box) {
  const { left, top, right, bottom } = box.getBoundingClientRect();
  const style = getComputedStyle(box);
  // Letters of some scripts are taller than their line.
  if (style.overflowY !== "visible" && box.scrollHeight > box.clientHeight + ROUNDING) return false;
  const padding = (/** @type {string} */ side) => parseFloat(style.getPropertyValue(`padding-${side}`));
  const edge = new DOMRect(
    left + padding("left"),
    top + padding("top"),
    right - left - padding("left") - padding("right"),
    bottom - top - padding("top") - padding("bottom"),
  );
  return inside(box, edge);
}

/** @param {Element} element @param {DOMRect} edge */
function inside(element, edge) {
  if (element.scrollWidth > element.clientWidth + ROUNDING && element.clientWidth > 0) return false;
  for (const child of element.children) {
    if (child.matches(OWN_LAYOUT)) {
      if (child.matches(".board-fit, .board-zones, .board-names") && outside(child.getBoundingClientRect(), edge))
        return false;
      continue;
    }
    const style = getComputedStyle(child);
    if (style.display === "none" || style.position === "absolute") continue;
    if (style.display === "inline" || style.display === "contents") {
      if (!inside(child, edge)) return false;
      continue;
    }
    const box = child.getBoundingClientRect();
    if (outside(box, edge) || !inside(child, box)) return false;
  }
  return true;
}

/** @param {DOMRect} box @param {DOMRect} edge */
function outside(box, edge) {
  return (
    box.top < edge.top - ROUNDING ||
    box.bottom > edge.bottom + ROUNDING ||
    box.left < edge.left - ROUNDING ||
    box.right > edge.right + ROUNDING
  );
}
