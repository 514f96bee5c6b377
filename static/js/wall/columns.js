// @ts-check
// Several zones: side by side where there is room for all, each with as many columns as it has to say; otherwise one
// below the other, each over the whole width. Either way no zone leaves a hole.
import { html, useRef } from "../../vendor/preact.js";
import { columnShares } from "../board/layout/pack.js";
import { useElementSize } from "../ui/element-size.js";
import { COLUMN_GAP, COLUMN_WIDTH, noteHeight } from "./flow.js";
import { countOf, notesOf } from "./queries.js";
import { ZoneNews, ZoneNotes } from "./zone-notes.js";
import { ZoneState } from "./zone-state.js";

/** The room around the notes of a zone, on both sides together, and between two zones, in pixels. */
const ZONE_SIDES = 24;
/** A name and a number, even for a zone in which nothing has been written. */
const SOMETHING = 120;

/** How many zones fit side by side. @param {number} width */
export const zonesBeside = (width) => Math.max(1, Math.floor(width / (COLUMN_WIDTH + ZONE_SIDES + COLUMN_GAP)));

/**
 * @param {{zones: ZoneRecord[], tools?: (zone: ZoneRecord) => unknown, head?: (zone: ZoneRecord) => unknown,
 *   marking?: boolean, badges?: boolean, onGroup?: (group: GroupRecord) => void, said?: string}} props
 *   `tools`: beside the name of a zone; `head`: under it, instead of the state below the notes; `said`: the zone whose
 *   state another place of the page says; for `marking`, `badges` and `onGroup` see `ZoneNotes`.
 */
export function Columns({ zones, tools, head, marking, badges, onGroup, said }) {
  const root = useRef(/** @type {HTMLElement | null} */ (null));
  const width = Number(useElementSize(root).split(" ")[0]) || 0;
  const room = zonesBeside(width);
  const shares = useShares(zones, room);
  return html`<div
    class=${`columns ${zones.length > room ? "is-below" : "is-beside"}`}
    ref=${root}
    style=${zones.length > room ? undefined : `grid-template-columns: repeat(${room}, minmax(0, 1fr))`}
  >
    ${zones.map(
      (zone, n) => html`<section
        key=${zone.id}
        class="zone"
        data-zone=${zone.id}
        aria-labelledby=${`zone-${zone.id}`}
        style=${zones.length > room ? undefined : `grid-column: span ${shares[n]}`}
      >
        <header class="zone-head">
          <div class="zone-title">
            <h3 id=${`zone-${zone.id}`} dir="auto">${zone.title} <span class="soft num">${countOf(zone)}</span></h3>
            ${tools?.(zone)}
          </div>
          <div class="zone-title zone-about">
            ${zone.prompt && html`<p class="soft small-text" dir="auto">${zone.prompt}</p>`}
            <${ZoneNews} zone=${zone} />
          </div>
          ${head?.(zone)}
        </header>
        <${ZoneNotes}
          zone=${zone}
          waiting
          aside
          marking=${marking}
          badges=${badges}
          isLast=${zones.length <= room || n === zones.length - 1}
          onGroup=${onGroup}
        />
        ${
          // Above the notes it would move them when a vote is opened. Buttons for dots say what goes on, too.
          !head && zone.id !== said && html`<${ZoneState} zone=${zone} />`
        }
      </section>`,
    )}
  </div>`;
}

/**
 * How many columns each zone gets. The shares stay while these zones are looked at: a zone never becomes narrower
 * because somebody has written in another.
 * @param {ZoneRecord[]} zones @param {number} room
 */
function useShares(zones, room) {
  const key = `${zones.map((zone) => zone.id).join()} ${room}`;
  const kept = useRef({ key: "", shares: /** @type {number[]} */ ([]) });
  if (kept.current.key !== key) {
    const weights = zones.map((zone) =>
      notesOf(zone.id).reduce((sum, note) => sum + noteHeight(note, COLUMN_WIDTH), SOMETHING),
    );
    kept.current = { key, shares: zones.length > room ? [] : columnShares(weights, room, undefined, true) };
  }
  return kept.current.shares;
}
