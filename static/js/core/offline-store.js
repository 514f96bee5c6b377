// @ts-check
// Stores queued commands on the device, so that they survive a closed tab. It uses IndexedDB; where a private window
// forbids that, or an old phone never answers, it falls back to localStorage. Where both fail `keep` rejects, and the
// commands are only in the memory of the page.
import { STALE_MS, safely } from "./storage.js";

/** @typedef {{code: string, message: string, params?: {at?: string}}} CommandError */

/**
 * A command that waits to be sent, or one that was refused: `error` says why. `for` names the outbox it belongs to,
 * `guest` the person on whose behalf it was given.
 * @template {CommandName} [N=CommandName]
 * @typedef {N extends CommandName ? {id: string, name: N, args: CommandArgs[N], at: number, for: string,
 *   guest?: string, error?: CommandError} : never} QueuedCommand
 */

/**
 * A working database answers in milliseconds. One that has not answered by then never will (Safari 14, a full disk).
 */
const TIMEOUT_MS = 2500;
const LOCAL_STORAGE_PREFIX = "live_cop.outbox.";
/** In localStorage while photographs wait on this device (see photos/photo-database.js). */
export const WAITING_FLAG = "live_cop.photos";

/** Kept even if it fails, so that the timeout above is paid only once. @type {Promise<IDBDatabase> | null} */
let database = null;

/** @returns {Promise<IDBDatabase>} */
function open() {
  if (database) return database;
  database = new Promise((resolve, reject) => {
    const timeout = setTimeout(() => reject(new Error("no answer")), TIMEOUT_MS);
    const request = indexedDB.open("live_cop", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("outbox", { keyPath: "place", autoIncrement: true }).createIndex("id", "id");
    };
    request.onsuccess = () => {
      clearTimeout(timeout);
      const opened = request.result;
      // A browser that freezes a page may close its database; the next use opens it again.
      opened.onclose = forget;
      opened.onversionchange = () => {
        opened.close();
        forget();
      };
      resolve(opened);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
  return database;
}

function forget() {
  database = null;
}

/**
 * Runs one transaction on the outbox and waits until it is on disk.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T> | void} work
 * @returns {Promise<T>}
 */
async function transact(mode, work) {
  const opened = await open();
  return new Promise((/** @type {(result: any) => void} */ resolve, reject) => {
    const timeout = setTimeout(() => reject(new Error("no answer")), TIMEOUT_MS);
    const transaction = opened.transaction("outbox", mode);
    const request = work(transaction.objectStore("outbox"));
    transaction.oncomplete = () => {
      clearTimeout(timeout);
      resolve(request ? request.result : undefined);
    };
    const fail = () => reject(transaction.error);
    transaction.onerror = fail;
    transaction.onabort = fail;
  }).catch((error) => {
    forget();
    throw error;
  });
}

/** The primary keys of a command: one, or none. @param {string} id @returns {Promise<IDBValidKey[]>} */
const keysOf = (id) => transact("readonly", (store) => store.index("id").getAllKeys(id));

/** The commands of an outbox in localStorage. @param {string} outbox @returns {QueuedCommand[]} */
function readLocal(outbox) {
  return safely(() => JSON.parse(localStorage.getItem(LOCAL_STORAGE_PREFIX + outbox) || "[]")) || [];
}

/** @param {string} outbox @param {QueuedCommand[]} items */
function writeLocal(outbox, items) {
  if (items.length) localStorage.setItem(LOCAL_STORAGE_PREFIX + outbox, JSON.stringify(items));
  else localStorage.removeItem(LOCAL_STORAGE_PREFIX + outbox);
}

/** The other commands of the same outbox in localStorage. @param {QueuedCommand} item */
const othersInLocal = (item) => readLocal(item.for).filter((other) => other.id !== item.id);

/**
 * Stores a command, or updates it. Rejects if this device can store nothing.
 * @param {QueuedCommand} item
 */
export async function keep(item) {
  try {
    const keys = await keysOf(item.id);
    await transact("readwrite", (store) => store.put(keys.length ? { ...item, place: keys[0] } : item));
  } catch {
    writeLocal(item.for, othersInLocal(item).concat(item));
  }
}

/**
 * Deletes a command.
 * @param {QueuedCommand} item
 */
export async function drop(item) {
  try {
    const keys = await keysOf(item.id);
    await transact("readwrite", (store) => {
      for (const key of keys) store.delete(key);
    });
  } catch {
    // It was never in the database, or it is in localStorage.
  }
  // Where this device stores nothing, there is nothing to delete.
  safely(() => writeLocal(item.for, othersInLocal(item)));
}

/**
 * Deletes the commands of everybody who was in this meeting on this device.
 * @param {string} code
 */
export async function dropMeeting(code) {
  /** @type {(QueuedCommand & {place: IDBValidKey})[]} */
  const items = await transact("readonly", (store) => store.getAll());
  await transact("readwrite", (store) => {
    for (const { place, for: outbox } of items) if (outbox.startsWith(`${code}.`)) store.delete(place);
  });
}

/**
 * The commands of an outbox, oldest first. Stale ones are deleted.
 * @param {string} outbox
 * @returns {Promise<QueuedCommand[]>}
 */
export async function load(outbox) {
  /** @type {QueuedCommand[]} */
  let items = [];
  try {
    /** @type {QueuedCommand[]} */
    const stored = await transact("readonly", (store) => store.getAll());
    items = stored.filter((item) => item.for === outbox);
  } catch {
    // Then they are all in localStorage.
  }
  const known = new Set(items.map((item) => item.id));
  items = items.concat(readLocal(outbox).filter((item) => !known.has(item.id)));
  const oldest = Date.now() - STALE_MS;
  items.filter((item) => item.at < oldest).forEach(drop);
  return items.filter((item) => item.at >= oldest);
}
