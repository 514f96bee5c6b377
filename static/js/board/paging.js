// @ts-check
// What does not fit on the board is shown page by page, all zones together: one calm change now and then instead of
// many at different times. A page that is being read stays: nothing new turns it, earlier or later.
import { html, useEffect, useState } from "../../vendor/preact.js";
import { t } from "../ui/words.js";

/** Long enough to read one page. */
const PAGE_MS = 15000;
/** With many pages each stays for less time, so that all of them are seen within this, but not for less than the next. */
const ROUND_MS = 60000;
const SHORTEST_MS = 8000;
/** With more pages than this, all of them are not seen within a minute. */
export const MOST_PAGES = Math.floor(ROUND_MS / SHORTEST_MS);
/** With more pages than this, dots say nothing and a number is shown. */
const MOST_DOTS = 10;

/** How long each of so many pages stays, in milliseconds. @param {number} pages */
function pageTime(pages) {
  return Math.min(PAGE_MS, Math.max(SHORTEST_MS, ROUND_MS / pages));
}

/**
 * Goes through the pages of each screen, then to the next screen, and starts again. With one page, `turns` goes on all
 * the same: it is when a layout may change without disturbing anybody who reads.
 * @param {number} screens  How many sets of zones there are.
 * @param {number} pages  How many pages the present one has.
 */
export function usePaging(screens, pages) {
  const [at, setAt] = useState(() => ({ screen: 0, page: 0, turns: 0, since: performance.now() }));
  const screen = at.screen < screens ? at.screen : 0;
  const page = at.page < pages ? at.page : 0;
  useEffect(() => {
    const left = at.since + pageTime(screens * pages) - performance.now();
    const timer = setTimeout(() => {
      const next = page + 1 < pages ? { screen, page: page + 1 } : { screen: (screen + 1) % screens, page: 0 };
      setAt({ ...next, turns: at.turns + 1, since: performance.now() });
    }, left);
    return () => clearTimeout(timer);
  }, [screens, pages, at]);
  return { screen, page, turns: at.turns };
}

/** @param {{page: number, pages: number}} props */
export function PageDots({ page, pages }) {
  if (pages < 2) return null;
  const words = t("board.page", { n: page + 1, m: pages });
  if (pages > MOST_DOTS) return html`<p class="board-pages num">${words}</p>`;
  return html`<p class="board-pages">
    <span class="unseen">${words}</span>
    ${Array.from({ length: pages }, (_, n) => html`<i key=${n} class=${n === page ? "on" : ""}></i>`)}
  </p>`;
}
