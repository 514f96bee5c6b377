// @ts-check
// Words on the page that are also said to people who use a screen reader (see announce.js).
import { html, useEffect, useRef } from "../../vendor/preact.js";
import { announce, isNews } from "./announce.js";

/** While somebody types or presses, words change quickly: they are said when they have stood still for so long. */
const SETTLED_MS = 1000;
/** The same words that go and come again within this time were only drawn anew: the layout has changed, say. */
const REDRAWN_MS = 500;

/** When words went, by the words. @type {Map<string, number>} */
const gone = new Map();

/** Words in them are no part of the sentence: they can be pressed, or are found as what they are. */
const NOT_SAID = ["button", "a", "progress", "blockquote"];

/**
 * The words that a view would draw, without those of buttons and of other components (which are icons, or clocks).
 * @param {any} children
 * @returns {string}
 */
export function wordsOf(children) {
  if (Array.isArray(children)) return children.map(wordsOf).join(" ").replace(/\s+/g, " ").trim();
  if (typeof children === "string" || typeof children === "number") return String(children).trim();
  const type = children?.type;
  if (typeof type !== "string" || NOT_SAID.indexOf(type) >= 0 || children.props["aria-hidden"]) return "";
  return wordsOf(children.props.children);
}

/**
 * @param {{as?: string, says?: "changes" | "comes" | "both", urgent?: boolean, children?: any, [attribute: string]: any}}
 *   props  `as`: its element, a paragraph if not given. `says`: when it is said: if its words change, as in an element
 *   that is always there; when it comes (but not if what it counts changes); or both.
 */
export function Status({ as: tag = "p", says = "changes", urgent = false, children, ...attributes }) {
  const words = wordsOf(children);
  const before = useRef(/** @type {string | undefined} */ (undefined));
  const latest = useRef(words);
  latest.current = words;
  useEffect(() => {
    const first = before.current === undefined;
    const isNew = first
      ? says !== "changes" && isNews() && !wasRedrawn(words)
      : says !== "comes" && before.current !== words;
    before.current = words;
    if (!isNew || !words) return undefined;
    if (urgent || first) return announce(words, { urgent });
    const timer = setTimeout(() => announce(words), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [words]);
  useEffect(
    () => () => {
      gone.set(latest.current, performance.now());
    },
    [],
  );
  return html`<${tag} ...${attributes}>${children}</>`;
}

/** @param {string} words */
const wasRedrawn = (words) => performance.now() - (gone.get(words) ?? -Infinity) < REDRAWN_MS;
