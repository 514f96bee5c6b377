// @ts-check
// One zone on the board: its question, its groups and its notes. All notes are in the page; those of the current page
// are visible.
import { html } from "../../../vendor/preact.js";
import { PhotoImage } from "../../photos/photo-card.js";
import { Icon } from "../../ui/icon.js";
import { isRightToLeft, t } from "../../ui/words.js";
import { cardsWords, countCards } from "../../wall/cards-words.js";
import { LinkedText } from "../../wall/note/linked-text.js";
import { wordsOfNote } from "../../wall/note/note-language.js";
import { NoteMarks } from "../../wall/note/note-marks.js";
import { Translations } from "../../wall/note/translations.js";
import { groupsOf, notesOf } from "../../wall/queries.js";
import { PageDots } from "../paging.js";
import { Fit } from "./fit.js";

/** Longer notes have slightly smaller letters, so that one of them does not fill the wall. */
const LONG = 160;
/** A note longer than this also spans two columns, where there are enough. */
const WIDE = 280;

/** A photograph is about as high as so many lines. */
const PHOTO_LINES = 8;
/** Of a group that is shown without its notes, so many photographs are seen, side by side. */
const SMALL_PHOTOS = 3;

/** @typedef {import("../../photos/photo-card.js").Card} Card */
/** @typedef {{key: string, group: string, note?: Card, heading?: GroupRecord, n?: number, photos?: Card[]}} Item */
/**
 * How a zone is shown: its groups only with their names and numbers, and small photographs.
 * @typedef {{byGroup?: boolean}} Manner
 */

/**
 * What a zone contains, in reading order: each group's heading followed by its notes, then the notes without a group.
 * @param {string} zone
 * @param {Manner} [manner]
 * @returns {Item[]}
 */
export function zoneItems(zone, { byGroup } = {}) {
  const groups = groupsOf(zone).filter(({ notes }) => notes.length);
  return groups
    .flatMap(({ group, notes }) => [
      { key: `g.${group.id}`, group: `g.${group.id}`, heading: group, n: notes.length },
      ...(byGroup ? smallPhotos(group, notes) : notes.map((note) => ({ key: note.id, group: `g.${group.id}`, note }))),
    ])
    .concat(
      notesOf(zone)
        .filter((note) => !groups.some(({ group }) => group.id === note.group))
        .map((note) => ({ key: note.id, group: "", note })),
    );
}

/** Nobody can tell from a name what a photograph shows. @param {GroupRecord} group @param {Card[]} cards @returns {Item[]} */
function smallPhotos(group, cards) {
  const photos = cards.filter((card) => card.photo).slice(0, SMALL_PHOTOS);
  return photos.length ? [{ key: `p.${group.id}`, group: `g.${group.id}`, photos }] : [];
}

/**
 * About how much there is to read, in lines: a line has some thirty letters, and a note has its margins.
 * @param {string} zone
 */
export function readingLength(zone) {
  return notesOf(zone).reduce((total, note) => total + 2 + note.text.length / 30 + (note.photo ? PHOTO_LINES : 0), 0);
}

/**
 * @param {{zone: ZoneRecord, layout?: import("./fit-zones.js").ZoneLayout, page: number, fresh: Set<string>, manner?:
 *   Manner}} props  `fresh`: notes that have just come.
 */
export function BoardZone({ zone, layout, page, fresh, manner }) {
  const items = zoneItems(zone.id, manner);
  const shown = layout ? page % layout.pages : 0;
  return html`<section class=${`board-zone tint-${zone.color}`} aria-label=${zone.title}>
    <${ZoneHead} zone=${zone} />
    ${
      !notesOf(zone.id).length
        ? html`<${QuietZone} zone=${zone} />`
        : html`<ul class="board-window">
          ${items.map(
            (item) => html`<${ZoneItem}
              key=${item.key}
              item=${item}
              layout=${layout}
              shown=${shown}
              fresh=${fresh.has(item.key)}
            />`,
          )}
          ${layout?.boxes.map(
            (box) => html`<${GroupBox}
              key=${`${box.key} ${box.page} ${box.column}`}
              box=${box}
              item=${items.find(({ key }) => key === box.key)}
              step=${layout.step}
              on=${box.page === shown}
            />`,
          )}
        </ul>`
    }
    <${PageDots} page=${shown} pages=${layout ? layout.pages : 1} />
  </section>`;
}

/** What the zone is, how many notes it has, and what is going on in it. @param {{zone: ZoneRecord}} props */
function ZoneHead({ zone }) {
  const cards = notesOf(zone.id);
  const n = cards.length;
  return html`<header class="board-zone-head">
    <h2>
      <bdi>${zone.title}</bdi>
      ${
        n > 0 &&
        html` <span class="board-count num">
          <span aria-hidden="true">${n}</span>
          <span class="unseen">${cardsWords(countCards(cards))}</span>
        </span>`
      }
    </h2>
    ${zone.prompt && n > 0 && html`<p class="board-prompt" dir="auto">${zone.prompt}</p>`}
    ${
      zone.alone &&
      n > 0 &&
      html`<p class="board-zone-state">
        <${Icon} name="eye-off" /> ${zone.waiting ? t("board.alone.on", { n: zone.waiting }) : t("board.alone.how")}
      </p>`
    }
    ${
      zone.voting &&
      html`<p class="board-zone-state">
        <${Icon} name="circle-dot" /> ${t("board.vote.on", { n: zone.dots })} ${t("common.vote.voters", {
          n: zone.voters,
          m: zone.can_vote,
        })}
      </p>`
    }
  </header>`;
}

/** A zone in which nothing can be read yet: its question, and how to answer. @param {{zone: ZoneRecord}} props */
function QuietZone({ zone }) {
  return html`<${Fit} class="board-window board-quiet">
    <p class="board-quiet-prompt" dir="auto" data-item>${zone.prompt || t("board.write")}</p>
    ${
      zone.alone
        ? html`
          <p class="board-quiet-how" data-item><${Icon} name="eye-off" /> ${t("board.alone.how")}</p>
          <p class="board-quiet-count num" data-item>${t("board.alone.on", { n: zone.waiting })}</p>
        `
        : zone.prompt && html`<p class="board-quiet-how" data-item>${t("board.write")}</p>`
    }
  <//>`;
}

/**
 * A note in its place. A heading is in the list only to be measured: its box shows it.
 * @param {{item: Item, layout?: import("./fit-zones.js").ZoneLayout, shown: number, fresh: boolean}} props
 */
function ZoneItem({ item, layout, shown, fresh }) {
  const spots = layout?.spots.get(item.key);
  const spot = spots?.find(({ page }) => page === shown) || spots?.[0];
  const on = spot?.page === shown;
  const inParts = spots && spots.length > 1;
  const wide = item.note && !item.group && item.note.text.length > WIDE;
  const classes = [
    "board-item",
    item.heading ? "is-heading" : "is-note",
    item.group && "in-group",
    wide && "wide",
    on && "on",
    inParts && "in-parts",
  ];
  return html`<li
    class=${classes.filter(Boolean).join(" ")}
    data-key=${item.key}
    data-group=${item.group}
    data-span=${wide ? 2 : 1}
    aria-hidden=${Boolean(item.heading)}
    style=${spot && layout ? `${translation(spot, layout.step)}${inParts ? partOf(spot) : ""}` : ""}
  >
    ${
      item.note
        ? html`<${BoardNote} note=${item.note} fresh=${fresh} />`
        : item.photos
          ? html`<${SmallPhotos} photos=${item.photos} />`
          : html`<${GroupHeading} item=${item} />`
    }
  </li>`;
}

/** @param {{photos: Card[]}} props */
const SmallPhotos = ({ photos }) => html`<div class="board-small-photos">
  ${photos.map(({ id, photo }) => photo && html`<${PhotoImage} key=${id} photo=${photo} />`)}
</div>`;

/**
 * The box of a group, with its name.
 * @param {{box: import("./pack.js").Box, item?: Item, step: number, on: boolean}} props
 */
function GroupBox({ box, item, step, on }) {
  if (!item) return null;
  return html`<li
    class=${`board-item board-box ${on ? "on" : ""}`}
    style=${`${translation(box, step)}; height: ${box.height.toFixed(1)}px`}
  >
    <${GroupHeading} item=${item} again=${box.again} />
  </li>`;
}

/** @param {import("./pack.js").Spot} spot @param {number} step */
function translation(spot, step) {
  const across = spot.column * step * (isRightToLeft ? -1 : 1);
  return `transform: translate(${across.toFixed(1)}px, ${spot.y.toFixed(1)}px)`;
}

/** Of a note taller than a page, the lines of this page. @param {import("./pack.js").Slice} slice */
function partOf({ from, height }) {
  return `; height: ${height.toFixed(1)}px; --from: ${(-from).toFixed(1)}px`;
}

/** @param {{item: Item, again?: boolean}} props */
function GroupHeading({ item, again }) {
  return html`<h3 class="board-group">
    <bdi>${item.heading?.title}</bdi> ${
      again ? html`<span class="soft">${t("board.goes_on")}</span>` : html`<span class="num">${item.n}</span>`
    }
  </h3>`;
}

/** @param {{note: Card, fresh?: boolean}} props */
function BoardNote({ note, fresh }) {
  return html`<article class=${`note ${note.photo ? "is-photo" : note.color} ${note.text.length > LONG ? "long" : ""} ${fresh ? "fresh" : ""}`}>
    ${note.photo && html`<${PhotoImage} photo=${note.photo} width=${1000} />`}
    ${note.text && html`<p class="note-text" ...${wordsOfNote(note)}><${LinkedText} text=${note.text} plain /></p>`}
    <${Translations} note=${note} all />
    ${note.signed && html`<p class="note-signed"><bdi>${note.signed}</bdi></p>`}
    <${NoteMarks} note=${note} />
  </article>`;
}
