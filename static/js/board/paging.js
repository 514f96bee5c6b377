// @ts-check
// What does not fit on the board is shown page by page, all zones together: one calm change now and then instead of
// many at different times. A new note is shown at once, and its page then stays for a full interval.
import { html, useEffect, useRef, useState } from "../../vendor/preact.js";
import { t } from "../ui/words.js";

/** Long enough to read one page. */
export const PAGE_MS = 15000;
/** While many notes arrive, the board does not jump after every one of them. */
const CALM_MS = 4000;
/** With more pages than this, dots say nothing and a number is shown. */
const MOST_DOTS = 10;

/**
 * Goes through the pages of each screen, then to the next screen, and starts again.
 * @param {number} screens  How many sets of zones there are.
 * @param {number} pages  How many pages the present one has.
 */
export function usePaging(screens, pages) {
  const [at, setAt] = useState({ screen: 0, page: 0, jumped: 0 });
  const screen = at.screen < screens ? at.screen : 0;
  const page = at.page < pages ? at.page : 0;
  useEffect(() => {
    if (screens * pages < 2) return undefined;
    const timer = setTimeout(() => {
      if (page + 1 < pages) setAt({ screen, page: page + 1, jumped: 0 });
      else setAt({ screen: (screen + 1) % screens, page: 0, jumped: 0 });
    }, PAGE_MS);
    return () => clearTimeout(timer);
  }, [screens, pages, at]);

  const waiting = useRef(/** @type {number | undefined} */ (undefined));
  useEffect(() => () => clearTimeout(waiting.current), []);
  /**
   * Goes to a page, at once if the last jump is long enough ago; otherwise the latest request wins.
   * @param {number} toScreen
   * @param {number} toPage
   */
  const jump = (toScreen, toPage) => {
    clearTimeout(waiting.current);
    const wait = at.jumped ? at.jumped + CALM_MS - performance.now() : 0;
    waiting.current = window.setTimeout(
      () => setAt({ screen: toScreen, page: toPage, jumped: performance.now() }),
      Math.max(0, wait),
    );
  };
  return { screen, page, jump };
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
