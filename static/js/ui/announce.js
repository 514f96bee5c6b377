// @ts-check
// The one place of a page that speaks to screen readers. Whatever should be heard without being looked for comes here:
// the page has one region for what can wait and one for what cannot, and nothing else on it is live. One sentence is
// said at a time and stays for about as long as it takes to say, so none cuts off another; the same words are not said
// twice in a row; of several about one topic only the newest is still worth saying.

/** A region that has moved is heard only if its words come a moment later. */
const BEFORE_MS = 150;
/** How long a sentence stays: as a calm voice needs it. */
const LEAST_MS = 1200;
const PER_LETTER_MS = 55;
/** So long after it was said, the same sentence is taken for an echo. */
const ECHO_MS = 1000;

/** @typedef {(words: string, topic: string, first: boolean) => void} Voice */

/** The two regions, once the page is there. @type {{politely: Voice, atOnce: Voice} | undefined} */
let voices;

/** When the page was drawn. */
let since = Infinity;
/** What a page shows in its first moments was there when it was opened: whoever reads the page reads it. */
const FIRST_DRAWN_MS = 500;

/** The page is there: from now on it can speak. */
export function startAnnouncing() {
  since = performance.now();
  voices = { politely: createVoice("status"), atOnce: createVoice("alert") };
}

/** Whether what is drawn now is news, and not the page as it was opened. */
export const isNews = () => performance.now() - since > FIRST_DRAWN_MS;

/**
 * Says a whole sentence to people who use a screen reader.
 * @param {string} words  In the language of the page.
 * @param {{topic?: string, first?: boolean, urgent?: boolean}} [options]  `topic`: what it is about; an older sentence about
 *   the same that still waits is not said any more. `first`: before all that waits, since it explains that. `urgent`:
 *   interrupts what is being said, since somebody's words are at stake.
 */
export function announce(words, { topic = "", first = false, urgent = false } = {}) {
  const sentence = words.trim().replace(/\s+/g, " ");
  if (sentence) voices?.[urgent ? "atOnce" : "politely"](sentence, topic, first);
}

/**
 * A region in a tree of its own, so that the page's styles, the browser's translation and whoever looks for words on the
 * page do not meet the same words twice.
 * @param {"status" | "alert"} role
 */
function createRegion(role) {
  const host = document.createElement("div");
  host.className = "unseen spoken";
  const region = document.createElement("div");
  region.setAttribute("role", role);
  region.setAttribute("aria-live", role === "alert" ? "assertive" : "polite");
  region.setAttribute("aria-atomic", "true");
  region.lang = document.documentElement.lang;
  host.attachShadow({ mode: "closed" }).append(region);
  return { host, region };
}

/** @param {"status" | "alert"} role @returns {Voice} */
function createVoice(role) {
  const { host, region } = createRegion(role);
  /** @type {{words: string, topic: string}[]} */
  let waiting = [];
  let now = "";
  let echo = { words: "", until: 0 };
  let isBusy = false;

  /** Puts it where a screen reader listens: in an open dialog, if there is one, since all else is inert then. */
  const place = () => {
    const open = document.querySelectorAll("dialog[open]");
    const home = open.length ? open[open.length - 1] : document.body;
    if (host.parentNode !== home) home.append(host);
  };
  const next = () => {
    isBusy = waiting.length > 0;
    place();
    if (isBusy) setTimeout(say, BEFORE_MS);
  };
  const say = () => {
    now = waiting.shift()?.words || "";
    place();
    region.textContent = now;
    setTimeout(done, Math.max(LEAST_MS, now.length * PER_LETTER_MS));
  };
  const done = () => {
    echo = { words: now, until: performance.now() + ECHO_MS };
    now = "";
    region.textContent = "";
    next();
  };
  next();
  return (words, topic, first) => {
    if (words === now || (words === echo.words && performance.now() < echo.until)) return;
    waiting = waiting.filter((each) => each.words !== words && (!topic || each.topic !== topic));
    if (first) waiting.unshift({ words, topic });
    else waiting.push({ words, topic });
    if (!isBusy) next();
  };
}
