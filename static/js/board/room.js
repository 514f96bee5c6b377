// @ts-check
// How much room there is, and what is new: two small helpers of the wall.
import { useEffect, useRef, useState } from "../../vendor/preact.js";
import { notesOf } from "../wall/queries.js";

/**
 * The size of an element as a word; another one whenever it changes, also when the lettering has arrived.
 * @param {{current: HTMLElement | null}} element
 */
export function useRoom(element) {
  const [room, setRoom] = useState("");
  useEffect(() => {
    const node = /** @type {HTMLElement} */ (element.current);
    const look = () => setRoom(`${node.clientWidth} ${node.clientHeight} ${document.fonts ? document.fonts.status : ""}`);
    const watch = new ResizeObserver(look);
    watch.observe(node);
    if (document.fonts) document.fonts.ready.then(look);
    return () => watch.disconnect();
  }, []);
  return room;
}

/** A note counts as new for as long as its arrival can be seen. */
const NEW_MS = 6000;

/**
 * The notes that came while we were looking; what was there at first is not new.
 * @param {string[]} zones
 * @returns {{ids: Set<string>, newest: string | null}}
 */
export function useFresh(zones) {
  const seen = useRef(/** @type {Map<string, number> | null} */ (null));
  const ids = zones.flatMap((zone) => notesOf(zone).map((note) => note.id));
  const now = performance.now();
  if (!seen.current) seen.current = new Map(ids.map((id) => [id, -NEW_MS]));
  const known = seen.current;
  ids.forEach((id) => {
    if (!known.has(id)) known.set(id, now);
  });
  const fresh = ids.filter((id) => now - /** @type {number} */ (known.get(id)) < NEW_MS);
  const newest = fresh.reduce((/** @type {string | null} */ last, id) => (last === null || /** @type {number} */ (known.get(id)) >= /** @type {number} */ (known.get(last)) ? id : last), null);
  return { ids: new Set(fresh), newest };
}
