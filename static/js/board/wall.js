// @ts-check
// The wall for the room: the zones of this part side by side. What does not fit turns like pages, by itself, so that the
// text never gets smaller than the back row can read.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../../vendor/preact.js";
import { all, get, one } from "../live/records.js";
import { t } from "../ui/words.js";
import { groupsOf, notesOf, zonesOfNow } from "../wall/notes.js";

const TURN_MS = 9000;
/** More zones than this side by side would be too narrow; they turn as well. */
const MOST_ZONES = 3;

export function Wall() {
  const single = get("zone", one("board")?.zone);
  const zones = single ? [single] : zonesOfNow();
  const pages = Math.max(1, Math.ceil(zones.length / MOST_ZONES));
  const page = useTurning(pages, zones.map((zone) => zone.id).join());
  const shown = zones.slice(page * MOST_ZONES, (page + 1) * MOST_ZONES);
  if (!zones.length) return html`<p class="board-empty">${t("board.no_zones")}</p>`;
  return html`<div class=${`board-zones zones-${shown.length}`}>${shown.map((zone) => html`<${Zone} key=${zone.id} zone=${zone} alone=${shown.length === 1} />`)}</div>
    ${pages > 1 && html`<${Dots} page=${page} pages=${pages} />`}`;
}

/**
 * Counts pages round and round.
 * @param {number} pages @param {string} [of]  What is turned; another one starts at its first page.
 */
function useTurning(pages, of) {
  const [page, setPage] = useState(0);
  useEffect(() => setPage(0), [of]);
  useEffect(() => {
    if (pages < 2) return undefined;
    const timer = setInterval(() => setPage((old) => (old + 1) % pages), TURN_MS);
    return () => clearInterval(timer);
  }, [pages, of]);
  return page < pages ? page : 0;
}

/** @param {{page: number, pages: number}} props */
function Dots({ page, pages }) {
  return html`<p class="board-dots"><span class="unseen">${t("board.page", { n: page + 1, m: pages })}</span>${Array.from({ length: Math.min(pages, 12) }, (_, n) => html`<i key=${n} class=${n === page % 12 ? "on" : ""}></i>`)}</p>`;
}

/** One zone; its notes flow in columns, and the columns that do not fit are further pages. @param {{zone: any, alone: boolean}} props */
function Zone({ zone, alone }) {
  const flow = useRef(/** @type {any} */ (null));
  const [pages, setPages] = useState(1);
  const notes = notesOf(zone.id);
  useLayoutEffect(() => {
    const measure = () => {
      const element = flow.current;
      if (element) setPages(Math.max(1, Math.round(element.scrollWidth / Math.max(1, element.clientWidth) + 0.2)));
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(flow.current);
    return () => watch.disconnect();
  }, [notes.length, all("group").length]);
  const page = useTurning(pages);
  const gap = flow.current ? parseFloat(getComputedStyle(flow.current).columnGap) || 0 : 0;
  const width = flow.current ? flow.current.clientWidth + gap : 0;
  const single = notes.filter((note) => !note.group);
  return html`<section class="board-zone" aria-label=${zone.title}>
    <h2 dir="auto">${zone.title} <span class="soft num">${notes.length}</span></h2>
    <div class="board-window">
      <div class=${`board-flow ${alone ? "alone" : ""}`} ref=${flow} style=${`transform: translateX(${-page * width}px)`}>
        ${notes.length === 0 && html`<p class="board-empty" dir="auto">${zone.prompt}</p>`}
        ${groupsOf(zone.id).filter((each) => each.notes.length).map(({ group, notes: its }) => html`<h3 key=${group.id} class="board-group"><bdi>${group.title}</bdi> <span class="num">${its.length}</span></h3>${its.map((note) => html`<${Paper} key=${note.id} note=${note} />`)}`)}
        ${single.length > 0 && single.length < notes.length && html`<hr class="board-rule" />`}
        ${single.slice().reverse().map((note) => html`<${Paper} key=${note.id} note=${note} />`)}
      </div>
    </div>
    ${pages > 1 && html`<${Dots} page=${page} pages=${pages} />`}
  </section>`;
}

/** @param {{note: any}} props */
function Paper({ note }) {
  return html`<article class=${`note ${note.color}`}><p class="note-text" dir="auto">${note.text}</p>${note.signed && html`<p class="note-signed"><bdi>${note.signed}</bdi></p>`}</article>`;
}
