// @ts-check
// The wall for the room: the zones of this section side by side, in letters as large as possible. What does not fit
// even with the smallest letters is shown page by page.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../../../vendor/preact.js";
import { agendaPosition } from "../../agenda/running-order.js";
import { get, one } from "../../core/records.js";
import { useElementSize } from "../../ui/element-size.js";
import { mainZones, notesOf } from "../../wall/queries.js";
import { fitZones, gridTracks } from "../layout/fit-zones.js";
import { BoardZone, readingLength, zoneItems } from "../layout/zone.js";
import { PageDots, usePaging } from "../paging.js";
import { Agenda } from "./agenda.js";

/** More zones than this side by side would be too narrow; the others follow on further screens. */
const MOST_ZONES = 4;

/**
 * @typedef {{of: number, found: ReturnType<typeof fitZones>, glide: boolean}} Shown  `of`: the screen that this layout
 *   is for.
 */

/** @param {ReturnType<typeof fitZones>} found */
function layoutShape(found) {
  return found ? `${found.size} ${found.shares}` : "";
}

/** The zones to show: the one that the chair picked, those of this section, or whatever there is. */
export function zonesOnBoard() {
  const board = one("board");
  const single = get("zone", board?.zone);
  if (single) return [single];
  const zones = mainZones();
  const { section } = agendaPosition();
  const layoutOfZone = zones.filter((zone) => section && zone.section === section.id);
  if (layoutOfZone.length) return layoutOfZone;
  const anywhere = zones.filter((zone) => !zone.section || readingLength(zone.id) > 0);
  // Empty zones of other sections say nothing to the room, unless the chair asks for the wall.
  return anywhere.length || board?.view !== "wall" ? anywhere : zones;
}

export function Wall() {
  return html`<${WallZones} zones=${zonesOnBoard()} />`;
}

/** These zones, and nothing else. @param {{zones: ZoneRecord[]}} props */
export function WallZones({ zones }) {
  if (!zones.length) return html`<${Agenda} />`;
  const screens = Math.ceil(zones.length / MOST_ZONES);
  const each = Math.ceil(zones.length / screens);
  return html`<${Screens} key=${zones.map((zone) => zone.id).join()} zones=${zones} screens=${screens} each=${each} />`;
}

/** @param {{zones: ZoneRecord[], screens: number, each: number}} props */
function Screens({ zones, screens, each }) {
  const row = useRef(/** @type {any} */ (null));
  const before = useRef(/** @type {number[][]} */ ([]));
  const [layout, setLayout] = useState(/** @type {Shown} */ ({ of: -1, found: null, glide: false }));
  const pages = layout.found ? Math.max(...layout.found.zones.map((zone) => zone.pages)) : 1;
  const { screen, page, jump } = usePaging(screens, pages);
  const shown = zones.slice(screen * each, (screen + 1) * each);
  const fresh = useNewNotes(zones.map((zone) => zone.id));
  const room = useElementSize(row);

  const words = shown.map((zone) => [
    zone.title,
    zone.prompt,
    zone.alone,
    zone.voting,
    zone.voters,
    zoneItems(zone.id).map((item) => [
      item.key,
      item.group,
      item.note
        ? [item.note.text, item.note.signed, item.note.sort, item.note.too, item.note.votes, item.note.merged]
        : item.heading?.title,
    ]),
  ]);
  useLayoutEffect(() => {
    const found = fitZones(
      row.current,
      shown.map((zone) => readingLength(zone.id)),
      before.current[screen],
      zones.length === 1 && Boolean(get("zone", one("board")?.zone)),
    );
    if (found) before.current[screen] = found.shares;
    // Notes glide to a new place (into a group, for example); when the columns themselves change, that would be
    // confusing.
    const glide = layout.of === screen && layoutShape(layout.found) === layoutShape(found);
    setLayout({ of: screen, found, glide });
  }, [screen, room, JSON.stringify(words)]);

  const newest = fresh.newest && get("note", fresh.newest);
  useEffect(() => {
    if (!newest) return;
    const index = zones.findIndex((zone) => zone.id === newest.zone);
    const onScreen = Math.floor(index / each);
    const layoutOfZone = onScreen === layout.of && layout.found ? layout.found.zones[index % each] : undefined;
    const spot = layoutOfZone?.spots.get(newest.id);
    if (onScreen !== screen) jump(onScreen, 0);
    else if (spot && layoutOfZone && page % layoutOfZone.pages !== spot.page) jump(screen, spot.page);
  }, [fresh.newest, layout]);

  const found = layout.of === screen ? layout.found : null;
  const style = found ? `--size: ${found.size}rem; grid-template-columns: ${gridTracks(found.shares)}` : "";
  return html`
    <div
      class=${`board-zones ${found ? "laid" : ""} ${layout.glide ? "glide" : ""} ${found?.tight ? "tight" : ""}`}
      ref=${row}
      style=${style}
    >
      ${shown.map(
        (zone, index) => html`<${BoardZone}
          key=${zone.id}
          zone=${zone}
          layout=${found ? found.zones[index] : undefined}
          page=${page}
          fresh=${fresh.ids}
        />`,
      )}
    </div>
    <${PageDots} page=${screen} pages=${screens} />
  `;
}

/** A note counts as new for as long as its arrival animation can be seen. */
const NEW_MS = 6000;

/**
 * The notes that arrived while this view was shown; those that were there at first are not new.
 * @param {string[]} zones
 * @returns {{ids: Set<string>, newest: string | null}}
 */
export function useNewNotes(zones) {
  const seen = useRef(/** @type {Map<string, number> | null} */ (null));
  const ids = zones.flatMap((zone) => notesOf(zone).map((note) => note.id));
  const now = performance.now();
  if (!seen.current) seen.current = new Map(ids.map((id) => [id, -NEW_MS]));
  const known = seen.current;
  ids.forEach((id) => {
    if (!known.has(id)) known.set(id, now);
  });
  const fresh = ids.filter((id) => now - /** @type {number} */ (known.get(id)) < NEW_MS);
  const newest = fresh.reduce(
    (/** @type {string | null} */ last, id) =>
      last === null || /** @type {number} */ (known.get(id)) >= /** @type {number} */ (known.get(last)) ? id : last,
    null,
  );
  return { ids: new Set(fresh), newest };
}
