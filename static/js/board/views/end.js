// @ts-check
// After the close: thanks, and the whole wall once more in miniature. It shows no words now, only how many notes there
// are.
import { html } from "../../../vendor/preact.js";
import { when } from "../../agenda/start-time.js";
import { all, get, one } from "../../core/records.js";
import { allCards } from "../../photos/photo-card.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { cardsWords, countCards } from "../../wall/cards-words.js";

/** Six rows of thirty notes, without what is between them. */
const PAPERS_AREA = 180;
/** How wide they are together at most, in `--u`. */
const PAPERS_WIDTH = 56;
/** A note with the space after it, in notes, as in css/board/closing.css. */
const PAPER_AND_GAP = 1.22;

export function End() {
  const people = all("person");
  const room = people.filter((person) => person.place === "room").length;
  const notes = notesByZone();
  return html`<section class="board-end">
    <h2>${t("board.end.thanks")}</h2>
    ${
      notes.length > 0 &&
      html`<div class="board-papers" style=${paperSize(notes.length)} aria-hidden="true">
        ${notes.map(
          (note, index) => html`<i
            key=${note.id}
            class=${note.color}
            style=${`--nth: ${index}; --tilt: ${tilt(note.id)}deg`}
          ></i>`,
        )}
      </div>`
    }
    <ul class="board-end-facts">
      <li><${Icon} name="armchair" /> ${t("board.end.room", { n: room })}</li>
      <li><${Icon} name="monitor" /> ${t("board.end.remote", { n: people.length - room })}</li>
      <li><${Icon} name="sticky-note" /> ${t("board.end.wall", { cards: cardsWords(countCards(notes)) })}</li>
    </ul>
    <${NextMeetingTime} />
    <p class="board-end-next">${t(one("report")?.published ? "board.end.ready" : "board.end.report")}</p>
  </section>`;
}

/** The next meeting, in large letters: this is what people write down. */
export function NextMeetingTime() {
  const next = one("next");
  if (!next) return null;
  return html`<div class="board-next-time" data-item>
    <p class="board-label">${t("thread.next.heading")}</p>
    <p class="board-next-when">${when(next.at)}</p>
    ${
      (next.title || next.venue) &&
      html`<p>
        ${next.title && html`<bdi>${next.title}</bdi>`}
        ${next.title && next.venue ? " · " : ""}
        ${next.venue && html`<bdi>${next.venue}</bdi>`}
      </p>`
    }
  </div>`;
}

/**
 * How large a note is in miniature, in `--u`, and how many stand in a row: all of them together take up about the same
 * area, and the last row is not much shorter than the others.
 * @param {number} n
 */
function paperSize(n) {
  const size = Math.min(1.7, Math.sqrt(PAPERS_AREA / n));
  const most = Math.floor(PAPERS_WIDTH / (size * PAPER_AND_GAP));
  const across = Math.ceil(n / Math.ceil(n / most));
  return `--paper: ${size.toFixed(2)}; --across: ${across}`;
}

/** The notes and photographs in the order of their zones. */
function notesByZone() {
  const order = (/** @type {NoteRecord} */ note) => get("zone", note.zone)?.order ?? 0;
  return allCards().sort((a, b) => order(a) - order(b));
}

/** A slight rotation in degrees, always the same for the same note. @param {string} id */
function tilt(id) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 1000;
  return (sum % 9) - 4;
}
