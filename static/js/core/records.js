// @ts-check
// The meeting's records on this screen: put and delete, nothing else. Each kind has its own signal, so a view that
// reads the notes is drawn again when a note changes, but not when the timer does.
import { batch, signal } from "../../vendor/preact.js";
import { inOwnLanguage } from "./own-language.js";

/**
 * All records of one kind, by their ids.
 * @template {RecordKind} K
 * @typedef {import("../../vendor/preact.js").Signal<Map<string, RecordKinds[K]>>} RecordSignal
 */

/** @type {Map<RecordKind, RecordSignal<any>>} */
const signals = new Map();

/**
 * @template {RecordKind} K
 * @param {K} kind
 * @returns {RecordSignal<K>}
 */
function signalOf(kind) {
  let found = signals.get(kind);
  if (!found) {
    found = signal(new Map());
    signals.set(kind, found);
  }
  return found;
}

/** @param {object} record  The place of a record among its kind; 0 where its kind has no order. */
const orderOf = (record) => ("order" in record ? Number(record.order) : 0);

/**
 * All records of a kind, sorted by their `order` if they have one.
 * @template {RecordKind} K
 * @param {K} kind
 * @returns {RecordKinds[K][]}
 */
export function all(kind) {
  return Array.from(signalOf(kind).value.values()).sort((a, b) => orderOf(a) - orderOf(b));
}

/**
 * One record, or undefined.
 * @template {RecordKind} K
 * @param {K} kind
 * @param {string | null | undefined} id
 * @returns {RecordKinds[K] | undefined}
 */
export function get(kind, id) {
  return id ? signalOf(kind).value.get(id) : undefined;
}

/**
 * The record of a kind that a meeting has only once, such as "timer".
 * @template {RecordKind} K
 * @param {K} kind
 */
export function one(kind) {
  return get(kind, kind);
}

/** When notes came that were not there when the page was opened, by their ids. @type {Map<string, number>} */
const noteArrivals = new Map();
/** For so long a note that has come is new to the eye. */
const NEW_MS = 4000;

/** Whether a note has just come to this screen. (Its own time is a whole minute.) @param {string} id */
export function hasJustCome(id) {
  return performance.now() - (noteArrivals.get(id) ?? -NEW_MS) < NEW_MS;
}

/**
 * @template V
 * @param {Map<string, V>} map @param {string} id
 */
function without(map, id) {
  const copy = new Map(map);
  copy.delete(id);
  return copy;
}

/** Notes that this person is erasing: for others they go at a moment of their own, but for this person they are gone. */
const leaving = new Set();
/** @type {RecordKind[]} */
const KINDS_OF_NOTES = ["note", "held", "removed", "mine"];

/**
 * Applies changes from the server. If one of them cannot be read, throws and applies none.
 * @param {[RecordKind, string, object | null][]} changes  Kind, id, and the record, or null where it was deleted.
 * @param {boolean} full  Whether these are all the records, so that anything else held here is dropped.
 */
export function apply(changes, full) {
  /** @type {Map<RecordKind, Map<string, any>>} */
  const fresh = new Map();
  if (full) for (const kind of signals.keys()) fresh.set(kind, new Map());
  for (const [kind, id, record] of changes) {
    if (typeof kind !== "string" || typeof id !== "string" || typeof record !== "object")
      throw new TypeError("not a change");
    let map = fresh.get(kind);
    if (!map) {
      map = new Map(signalOf(kind).peek());
      fresh.set(kind, map);
    }
    if (kind === "note" && !full && record && !map.has(id)) noteArrivals.set(id, performance.now());
    if (record === null) map.delete(id);
    else map.set(id, { ...inOwnLanguage(kind, record), id });
    if (kind === "leaving") leaving.add(id);
  }
  for (const kind of leaving.size ? KINDS_OF_NOTES : [])
    for (const id of leaving) {
      const map = fresh.get(kind) || signalOf(kind).peek();
      if (map.has(id)) fresh.set(kind, without(map, id));
    }
  // All changes could be read. An error from here on comes from a view and must not look like a connection error.
  try {
    batch(() => {
      for (const [kind, map] of fresh) signalOf(kind).value = map;
    });
  } catch (error) {
    console.error(error);
  }
}
