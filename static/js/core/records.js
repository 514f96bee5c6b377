// @ts-check
// The records of the meeting as this screen has them: put and delete, nothing else. Each kind is one signal, so a view
// that reads the notes is drawn again when a note changes and not when the timer does.
import { batch, signal } from "../../vendor/preact.js";

/** @typedef {Object<string, any> & {id: string}} Rec */

/** @type {Map<string, import("../../vendor/preact.js").Signal<Map<string, Rec>>>} */
const kinds = new Map();

/** @param {string} kind */
function of(kind) {
  let found = kinds.get(kind);
  if (!found) {
    found = signal(new Map());
    kinds.set(kind, found);
  }
  return found;
}

/**
 * All records of a kind, each with its id; in their `order` where they have one.
 * @param {string} kind
 * @returns {Rec[]}
 */
export function all(kind) {
  const list = Array.from(of(kind).value.values());
  if (list.length && list[0].order !== undefined) list.sort((a, b) => a.order - b.order);
  return list;
}

/**
 * One record, or undefined.
 * @param {string} kind
 * @param {string | null | undefined} id
 * @returns {Rec | undefined}
 */
export function get(kind, id) {
  return id ? of(kind).value.get(id) : undefined;
}

/**
 * The record of a kind that a meeting has once, such as "timer".
 * @param {string} kind
 */
export function one(kind) {
  return get(kind, kind);
}

/**
 * Takes over what the server sent, all of it or, where it cannot be read, nothing: then it throws.
 * @param {[string, string, any][]} changes
 * @param {boolean} full  Whether these are all records, so that whatever else was here is gone.
 */
export function apply(changes, full) {
  /** @type {Map<string, Map<string, Rec>>} */
  const fresh = new Map();
  if (full) kinds.forEach((_, kind) => fresh.set(kind, new Map()));
  for (const [kind, id, record] of changes) {
    if (typeof kind !== "string" || typeof id !== "string" || typeof record !== "object")
      throw new TypeError("not a change");
    let map = fresh.get(kind);
    if (!map) {
      map = new Map(of(kind).peek());
      fresh.set(kind, map);
    }
    if (record === null) map.delete(id);
    else map.set(id, Object.assign({}, record, { id }));
  }
  // All of it could be read. A view that fails on it now is a fault of the view, and must not look like one of the line.
  try {
    batch(() => fresh.forEach((map, kind) => (of(kind).value = map)));
  } catch (error) {
    console.error(error);
  }
}
