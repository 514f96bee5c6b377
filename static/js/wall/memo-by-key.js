// @ts-check
// With 300 notes on a wall, a new note must not make the other 300 be drawn again. A view keeps the virtual node of
// each note and returns the same one while nothing about the note has changed; Preact then skips it.
import { useRef } from "../../vendor/preact.js";

/**
 * Returns `keep(key, facts, make)`, which gives the result of `make` for this key, and calls it again only when one of
 * the facts differs. Results that a drawing does not ask for are dropped.
 * @returns {(key: string, facts: unknown[], make: () => unknown) => unknown}
 */
export function useMemoByKey() {
  const kept = useRef(/** @type {Map<string, {facts: unknown[], made: unknown}>} */ (new Map()));
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
