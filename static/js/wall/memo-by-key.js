// @ts-check
// With 300 notes on a wall, one new note must not draw the other 300 again. A view keeps what it drew for each note and
// hands the very same thing back while nothing about that note has changed; Preact then passes over it.
import { useRef } from "../../vendor/preact.js";

/**
 * Gives `keep(key, facts, make)`: what `make` made for this key, made again only when one of the facts differs. What a
 * drawing does not ask for is forgotten.
 * @returns {(key: string, facts: any[], make: () => any) => any}
 */
export function useMemoByKey() {
  const kept = useRef(/** @type {Map<string, {facts: any[], made: any}>} */ (new Map()));
  const before = kept.current;
  /** @type {typeof before} */
  const next = new Map();
  kept.current = next;
  return (key, facts, make) => {
    const old = before.get(key);
    const same = old && old.facts.length === facts.length && old.facts.every((fact, n) => Object.is(fact, facts[n]));
    const entry = old && same ? old : { facts, made: make() };
    next.set(key, entry);
    return entry.made;
  };
}
