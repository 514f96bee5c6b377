// @ts-check
// The wall for the room: the zones of this section side by side, in letters as large as possible. What does not fit
// even with the smallest letters is shown page by page.
import { html, useLayoutEffect, useRef, useState } from "../../../vendor/preact.js";
import { get, one } from "../../core/records.js";
import { useElementSize } from "../../ui/element-size.js";
import { notesOf } from "../../wall/queries.js";
import { fitZones, gridTracks } from "../layout/fit-zones.js";
import { BoardZone, readingLength, zoneItems } from "../layout/zone.js";
import { MOST_PAGES, PageDots, usePaging } from "../paging.js";
import { zonesOnBoard } from "../showing.js";
import { Agenda } from "./agenda.js";

/** More zones than this side by side would be too narrow; the others follow on further screens. */
const MOST_ZONES = 4;
/** With so many times the lines of before, nothing of what was read is left anyway. */
const MANY_MORE = 2;
const CLEARLY_FEWER = 0.8;

/**
 * @typedef {{of: number, found: ReturnType<typeof fitZones>, glide: boolean}} Shown  `of`: the screen that this layout
 *   is for.
 */

/** @param {ReturnType<typeof fitZones>} found */
function layoutShape(found) {
  return found ? `${found.size} ${found.shares}` : "";
}

export function Wall() {
  return html`<${WallZones} zones=${zonesOnBoard()} />`;
}

/**
 * These zones, and nothing else.
 * @param {{zones: ZoneRecord[], onTurn?: (turns: number) => void}} props  `onTurn`: is told each time a page turns.
 */
export function WallZones({ zones, onTurn }) {
  if (!zones.length) return html`<${Agenda} />`;
  return html`<${Screens} key=${zones.map((zone) => zone.id).join()} zones=${zones} onTurn=${onTurn} />`;
}

/** @param {{zones: ZoneRecord[], onTurn?: (turns: number) => void}} props */
function Screens({ zones, onTurn }) {
  const row = useRef(/** @type {HTMLElement | null} */ (null));
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const before = useRef(/** @type {number[][]} */ ([]));
  const last = useRef({ when: "", lines: 0 });
  const [layout, setLayout] = useState(/** @type {Shown} */ ({ of: -1, found: null, glide: false }));
  const [most, setMost] = useState({ around: "", n: MOST_ZONES });
  const room = useElementSize(row);
  const around = useElementSize(place);
  const pages = layout.found ? Math.max(...layout.found.zones.map((zone) => zone.pages)) : 1;
  const screens = Math.ceil(zones.length / (most.around === around ? most.n : MOST_ZONES));
  const each = Math.ceil(zones.length / screens);
  const { screen, page, turns } = usePaging(screens, pages);
  useLayoutEffect(() => onTurn?.(turns), [turns]);
  const manner = useManner(zones, pages * screens);
  const shown = zones.slice(screen * each, (screen + 1) * each);
  const fresh = useNewNotes(zones.map((zone) => zone.id));

  useLayoutEffect(() => {
    const weights = shown.map((zone) => readingLength(zone.id));
    const lines = weights.reduce((total, weight) => total + weight, 0);
    // Somebody is reading: until the page turns the letters and columns stay, and what is new comes where there is
    // room or on a further page. Where most of it is new, nobody has read it yet.
    const when = `${screen} ${each} ${turns} ${room} ${manner.byGroup}`;
    const stays = when === last.current.when && lines < MANY_MORE * last.current.lines ? layout.found : null;
    if (!stays) last.current = { when, lines };
    const isLarge = zones.length === 1 && Boolean(get("zone", one("board")?.zone));
    const found = row.current && fitZones(row.current, weights, before.current[screen], isLarge, stays);
    if (found) before.current[screen] = found.shares;
    if (found?.low && each > 1) {
      setMost({ around, n: each - 1 });
      return;
    }
    // Notes glide to a new place (into a group, for example); when the columns themselves change, that would be
    // confusing.
    const glide = layout.of === screen && layoutShape(layout.found) === layoutShape(found);
    setLayout({ of: screen, found, glide });
  }, [screen, each, turns, room, wordsOn(shown, manner)]);

  const found = layout.of === screen && layout.found?.zones.length === shown.length ? layout.found : null;
  const style = found ? `--size: ${found.size}rem; grid-template-columns: ${gridTracks(found.shares)}` : "";
  return html`<div class="board-paged board-wall" ref=${place}>
    <div
      class=${`board-zones ${found ? "laid" : ""} ${layout.glide ? "glide" : ""} ${found?.tight ? "tight" : ""} ${
        found?.scant ? "scant" : ""
      }`}
      ref=${row}
      style=${style}
    >
      ${shown.map(
        (zone, index) => html`<${BoardZone}
          key=${zone.id}
          zone=${zone}
          layout=${found ? found.zones[index] : undefined}
          page=${page}
          fresh=${fresh}
          manner=${manner}
        />`,
      )}
    </div>
    <${PageDots} page=${screen} pages=${screens} />
  </div>`;
}

/**
 * What the room that these zones need depends on.
 * @param {ZoneRecord[]} zones @param {import("../layout/zone.js").Manner} manner
 */
function wordsOn(zones, manner) {
  /** @param {import("../layout/zone.js").Item} item */
  const wordsOf = ({ key, group, note, heading }) =>
    note
      ? [key, group, note.text, note.signed, note.sort, note.too, note.votes, note.merged, note.translations]
      : [key, group, heading?.title];
  return JSON.stringify(
    zones.map(({ id, title, prompt, alone, voting, voters, can_vote }) => [
      ...[title, prompt, alone, voting, voters, can_vote],
      zoneItems(id, manner).map(wordsOf),
    ]),
  );
}

/**
 * With more pages than can be seen in a minute, groups are shown by their names and numbers only.
 * @param {ZoneRecord[]} zones
 * @param {number} pages
 * @returns {import("../layout/zone.js").Manner}
 */
function useManner(zones, pages) {
  const from = useRef(Infinity);
  const n = zones.reduce((total, zone) => total + notesOf(zone.id).length, 0);
  if (pages > MOST_PAGES) from.current = Math.min(from.current, n);
  // A few notes less are no reason to show everything again.
  else if (n < from.current * CLEARLY_FEWER) from.current = Infinity;
  return { byGroup: n >= from.current * CLEARLY_FEWER };
}

/** A note counts as new for as long as its arrival animation can be seen. */
const NEW_MS = 6000;

/**
 * The notes that arrived while this view was shown; those that were there at first are not new.
 * @param {string[]} zones
 * @returns {Set<string>}
 */
function useNewNotes(zones) {
  const seen = useRef(/** @type {Map<string, number> | null} */ (null));
  const ids = zones.flatMap((zone) => notesOf(zone).map((note) => note.id));
  const now = performance.now();
  if (!seen.current) seen.current = new Map(ids.map((id) => [id, -NEW_MS]));
  const known = seen.current;
  ids.forEach((id) => {
    if (!known.has(id)) known.set(id, now);
  });
  return new Set(ids.filter((id) => now - /** @type {number} */ (known.get(id)) < NEW_MS));
}
