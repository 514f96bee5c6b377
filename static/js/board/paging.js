// @ts-check
// What does not fit on the board turns like pages, by itself and all together: one calm movement now and then, instead of
// many at different times. A new note is shown at once, and then stays for a whole turn.
import { html, useEffect, useRef, useState } from "../../vendor/preact.js";
import { t } from "../ui/words.js";

/** Long enough to read what a page holds. */
export const PAGE_MS = 15000;
/** When notes pour in, the board does not jump after every single one. */
const CALM_MS = 4000;
/** More dots than this say nothing. */
const MOST_DOTS = 10;

/**
 * Steps through the pages of each screen, then to the next screen, round and round.
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
  /** Goes to a place, at once if the last jump is long enough ago. The last of several counts. @param {number} toScreen @param {number} toPage */
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
