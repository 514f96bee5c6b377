// @ts-check
// Lists that grow by themselves never move under a finger. Nobody knows when the next tap comes, so whatever can be seen
// stays where it is: new items come in after the last one, and everything else waits, announced by a button, until that
// is pressed, until this person changes the list, or until nobody can be about to press anything in it.
import { html, useEffect, useRef, useState } from "../../vendor/preact.js";
import { ownChange } from "../core/own-change.js";
import { Icon } from "./icon.js";
import { holdRows, toRows } from "./still-rows.js";
import { t } from "./words.js";

/** After a touch, a key or a scroll, and after the change itself, a list keeps still at least this long. */
export const STILL_MS = 2000;
export const LOOK_AGAIN_MS = 500;

/** Whether the last thing that pressed was a finger: then it may come down anywhere, without a sign before. */
let byFinger = !window.matchMedia("(hover: hover)").matches;
window.addEventListener("pointerdown", (event) => (byFinger = event.pointerType === "touch"), true);
window.addEventListener("pointermove", (event) => (byFinger = event.pointerType === "touch"), true);

/**
 * @template T
 * @typedef {{rows: import("./still-rows.js").Row<T>[], waiting: number, changed: boolean, unseen: string[],
 *   releases: number, show: () => void}} StillList `waiting`: how many new items are not in the list yet; `changed`: the
 *   list differs from what it would be; `unseen`: new items that this person has not come to yet; `releases`: how often
 *   the list has been brought up to date; `show`: does that now, and scrolls to what is new.
 */

/**
 * The rows of a list that keeps still. The element of each row has the row's id in `data-<attribute>`.
 * @template {{id: string}} T
 * @param {{current: HTMLElement | null}} root  The element that contains the list.
 * @param {T[]} wanted  The items in their order.
 * @param {import("./still-rows.js").Holding<T> & {attribute: string, isOwn?: (item: T) => boolean,
 *   block?: ScrollLogicalPosition}} options  `isOwn`: whether this person made it, so that it is no news; `block`: where
 *   on the screen `show` brings what is new.
 * @returns {StillList<T>}
 */
export function useStillList(root, wanted, { attribute, isOwn = () => false, block = "center", ...holding }) {
  const [, redraw] = useState(0);
  const kept = useRef({
    rows: /** @type {StillList<T>["rows"]} */ ([]),
    drawn: false,
    free: false,
    releases: 0,
    since: 0,
    unseen: /** @type {string[]} */ ([]),
    goTo: "",
  });
  const now = kept.current;
  const elementOf = (/** @type {string} */ id) =>
    /** @type {HTMLElement | null | undefined} */ (
      root.current?.querySelector(`[data-${attribute}="${CSS.escape(id)}"]`)
    );
  let held = holdRows(now.rows, wanted, holding);
  if (now.drawn) {
    const known = new Set(now.rows.map((row) => row.id).concat(now.unseen));
    const fresh = wanted.filter((item) => !known.has(item.id) && !isOwn(item)).map((item) => item.id);
    const there = new Set(wanted.map((item) => item.id));
    now.unseen = now.unseen.concat(fresh).filter((id) => there.has(id));
  }
  const isFree = now.free || !now.drawn || ownChange.value.isOn || document.hidden || !isInSight(root.current);
  if (held.changed && isFree) {
    held = { rows: toRows(wanted, holding.sizeOf), waiting: 0, changed: false };
    now.releases += 1;
  }
  now.rows = held.rows.map((row) =>
    row.state === "as_is"
      ? { ...row, height: undefined }
      : { ...row, height: row.height ?? elementOf(row.id)?.getBoundingClientRect().height },
  );
  now.drawn = true;
  now.free = false;
  if (!held.changed) now.since = 0;
  else if (!now.since) now.since = performance.now();

  const isCalm = useCalm(root);
  useEffect(() => {
    if (!held.changed) return undefined;
    const timer = window.setInterval(() => {
      if (performance.now() - now.since < STILL_MS || !isCalm()) return;
      now.free = true;
      redraw((n) => n + 1);
    }, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [held.changed]);
  const inList = now.unseen.filter((id) => held.rows.some((row) => row.id === id));
  useEffect(() => {
    if (now.goTo) elementOf(now.goTo)?.scrollIntoView({ block });
    now.goTo = "";
    if (!inList.length) return undefined;
    const observer = new IntersectionObserver((entries) => {
      const seen = new Set(entries.filter((each) => each.isIntersecting).map((each) => each.target));
      if (!seen.size) return;
      now.unseen = now.unseen.filter((id) => !seen.has(/** @type {Element} */ (elementOf(id))));
      redraw((n) => n + 1);
    });
    for (const id of inList) {
      const element = elementOf(id);
      if (element) observer.observe(element);
    }
    return () => observer.disconnect();
  }, [inList.join()]);
  const show = () => {
    now.goTo = now.unseen[0] || "";
    if (held.changed) now.free = true;
    else elementOf(now.goTo)?.scrollIntoView({ block });
    redraw((n) => n + 1);
  };
  const { waiting, changed } = held;
  return { rows: now.rows, waiting, changed, unseen: now.unseen, releases: now.releases, show };
}

/** @param {HTMLElement | null} element */
export function isInSight(element) {
  if (!element) return true;
  const { top, bottom, left, right } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight && right > 0 && left < window.innerWidth && bottom > top;
}

/**
 * Whether nobody can be about to press something in a list: a mouse is elsewhere, no key is at work, and the last touch
 * was a while ago.
 * @param {{current: HTMLElement | null}} root
 * @returns {() => boolean}
 */
export function useCalm(root) {
  const state = useRef({ over: false, last: -STILL_MS });
  useEffect(() => {
    const element = root.current;
    if (!element) return undefined;
    const over = (/** @type {PointerEvent} */ event) => (state.current.over = event.pointerType === "mouse");
    const leave = () => (state.current.over = false);
    const touch = () => (state.current.last = performance.now());
    const touches = ["pointerdown", "pointerup", "pointercancel", "wheel", "keydown"];
    // Whatever scrolls around the list moves it.
    const scroll = (/** @type {Event} */ event) => {
      if (event.target instanceof Node && event.target.contains(element)) touch();
    };
    element.addEventListener("pointermove", over, { passive: true });
    element.addEventListener("pointerleave", leave);
    for (const each of touches) element.addEventListener(each, touch, { passive: true });
    document.addEventListener("scroll", scroll, { capture: true, passive: true });
    return () => {
      element.removeEventListener("pointermove", over);
      element.removeEventListener("pointerleave", leave);
      for (const each of touches) element.removeEventListener(each, touch);
      document.removeEventListener("scroll", scroll, { capture: true });
    };
  }, [root.current]);
  return () =>
    !byFinger &&
    !state.current.over &&
    !root.current?.querySelector(":focus-visible") &&
    performance.now() - state.current.last > STILL_MS;
}

/** What is said of new items with these ids. @typedef {(ids: string[]) => string} NewsWords */

/** @type {NewsWords} */
const newItems = (ids) => t("common.news.items", { n: ids.length });

/**
 * The button for what is new in a list, in a place of its own that is there from the start.
 * @param {{list: Pick<StillList<any>, "waiting" | "changed" | "unseen" | "show">, words?: NewsWords, changed?: string}}
 *   props `words`: what is said of new items; `changed`: the key of the words for other changes.
 */
export function NewsButton({ list, words = newItems, changed = "common.news.changed" }) {
  const n = list.unseen.length;
  const text = n ? words(list.unseen) : list.changed ? t(changed) : "";
  return html`<span class="news-place">
    ${
      text &&
      html`<button type="button" class="button tint small news" onClick=${list.show}>
        <${Icon} name=${n ? "arrow-down" : "rotate-ccw"} /> ${text}
      </button>`
    }
  </span>`;
}

/**
 * Where a row was.
 * @param {{row: import("./still-rows.js").Row<any>}} props
 */
export function EmptyPlace({ row }) {
  return html`<li class="empty-place" aria-hidden="true" style=${heightOf(row)}></li>`;
}

/** The style of a row whose height is kept. @param {import("./still-rows.js").Row<any>} row */
export const heightOf = (row) => (row.height ? `height: ${row.height}px` : undefined);

/**
 * A list with buttons in its rows, which other people make longer and shorter.
 * @template {{id: string}} T
 * @param {{items: T[], row: (item: T, attributes: Record<string, unknown>) => unknown, class: string, tag?: string,
 *   words?: NewsWords, none?: unknown, label?: string, open?: boolean, sizeOf?: (item: T) => string}} props `row`: the
 *   `li` of an item, with these attributes; `none`: what stands there without any; `label`: the name of the list; for
 *   `words` see `NewsButton`, for `open` and `sizeOf` see `holdRows`.
 */
export function StillList({ items, row, class: name, tag = "ul", words, none, label, open, sizeOf = JSON.stringify }) {
  const root = useRef(/** @type {HTMLElement | null} */ (null));
  const list = useStillList(root, items, { attribute: "row", open, sizeOf });
  return html`<div class="still-list" ref=${root}>
    <${NewsButton} list=${list} words=${words} />
    ${!list.rows.length && none && html`<div class=${list.waiting ? "not-true" : ""}>${none}</div>`}
    <${tag} class=${name} aria-label=${label}>
      ${list.rows.map((each) =>
        each.state === "gone"
          ? html`<${EmptyPlace} key=${each.id} row=${each} />`
          : row(each.item, { key: each.id, "data-row": each.id, style: heightOf(each) }),
      )}
    </>
  </div>`;
}
