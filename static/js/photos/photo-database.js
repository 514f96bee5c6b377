// @ts-check
// Where this device keeps photographs that are not sent yet: those that wait, and those that somebody has chosen and not
// sent. Everything rejects where the browser stores nothing, or an old one never answers.
import { WAITING_FLAG } from "../core/offline-store.js";

/** As for words in core/offline-store.js. */
const TIMEOUT_MS = 2500;
const STORES = /** @type {const} */ (["photos", "drafts", "changes"]);

/** @type {Promise<IDBDatabase> | null} */
let database = null;

/** @returns {Promise<IDBDatabase>} */
function open() {
  database ||= new Promise((resolve, reject) => {
    const timeout = setTimeout(() => reject(new Error("no answer")), TIMEOUT_MS);
    const request = indexedDB.open("live_cop_photos", 2);
    request.onupgradeneeded = () => {
      const there = request.result.objectStoreNames;
      for (const name of STORES) if (!there.contains(name)) request.result.createObjectStore(name, { keyPath: "id" });
    };
    request.onsuccess = () => {
      clearTimeout(timeout);
      const close = () => (database = null);
      request.result.onclose = close;
      // A page with a later version of this script is open beside it.
      request.result.onversionchange = () => {
        request.result.close();
        close();
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  return database;
}

/**
 * One transaction on one of the stores. Resolves when it is on disk.
 * @template T
 * @param {typeof STORES[number]} name @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<T>}
 *   work
 * @returns {Promise<T>}
 */
async function transact(name, mode, work) {
  const opened = await open();
  return new Promise((resolve, reject) => {
    const timeout = setTimeout(() => reject(new Error("no answer")), TIMEOUT_MS);
    const transaction = opened.transaction(name, mode);
    const request = work(transaction.objectStore(name));
    transaction.oncomplete = () => {
      clearTimeout(timeout);
      resolve(request.result);
    };
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

/** @param {typeof STORES[number]} name @param {{id: string} & Record<string, unknown>} item */
export async function store(name, item) {
  await transact(name, "readwrite", (items) => items.put(item));
  localStorage.setItem(WAITING_FLAG, "1");
}

/** @param {typeof STORES[number]} name @returns {Promise<any[]>} */
export const stored = (name) => transact(name, "readonly", (items) => items.getAll());

/** Deletes what was chosen or waits for this meeting. @param {string} code */
export async function removePhotosOf(code) {
  if (!localStorage.getItem(WAITING_FLAG)) return;
  for (const name of /** @type {const} */ (["photos", "drafts"]))
    for (const { id, for: owner } of await stored(name)) if (owner.startsWith(`${code}.`)) await remove(name, id);
}

/** Deletes an item, if it is there. @param {typeof STORES[number]} name @param {string} id */
export async function remove(name, id) {
  await transact(name, "readwrite", (items) => /** @type {IDBRequest<any>} */ (items.delete(id)));
  const counts = ["photos", "drafts"].map((each) =>
    transact(/** @type {typeof STORES[number]} */ (each), "readonly", (items) => items.count()),
  );
  if (!(await Promise.all(counts)).some(Boolean)) localStorage.removeItem(WAITING_FLAG);
}
