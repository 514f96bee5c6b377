// @ts-check
// Where waiting commands are kept on the device, so that a tab that closes between two steps finds everything again.
// IndexedDB first; some private windows forbid it and some old phones never answer, so there is a second place
// (localStorage). Where both fail `keep` rejects, and the page itself is all there is.

/** @typedef {{id: string, name: string, args: any, at: number, for: string, guest?: string, error?: {code: string, message: string}}} Kept */

/** An open database answers in milliseconds. One that has not in this time never will (Safari 14, a full disk). */
const PATIENCE_MS = 2500;
/** What waits longer than this belongs to a meeting that is over. */
const STALE_MS = 30 * 24 * 60 * 60 * 1000;
const LISTS = "live_cop.outbox.";

/** A failure is kept as well: each further question would cost the patience above. @type {Promise<IDBDatabase> | null} */
let opened = null;

function open() {
  if (opened) return opened;
  const opening = new Promise((done, failed) => {
    const patience = setTimeout(() => failed(new Error("no answer")), PATIENCE_MS);
    const request = indexedDB.open("live_cop", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("outbox", { keyPath: "place", autoIncrement: true }).createIndex("id", "id");
    };
    request.onsuccess = () => {
      clearTimeout(patience);
      const db = request.result;
      // A browser that freezes a page may close its database; the next use opens it again.
      db.onclose = forget;
      db.onversionchange = () => {
        db.close();
        forget();
      };
      done(db);
    };
    request.onerror = () => failed(request.error);
    request.onblocked = () => failed(new Error("blocked"));
  });
  opened = /** @type {Promise<IDBDatabase>} */ (opening);
  return opened;
}

function forget() {
  opened = null;
}

/**
 * Runs one transaction on the outbox and waits until it is on disk.
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest | void} work
 * @returns {Promise<any>}
 */
async function within(mode, work) {
  const db = await open();
  return new Promise((done, failed) => {
    const patience = setTimeout(() => failed(new Error("no answer")), PATIENCE_MS);
    const transaction = db.transaction("outbox", mode);
    const request = work(transaction.objectStore("outbox"));
    transaction.oncomplete = () => {
      clearTimeout(patience);
      done(request ? request.result : undefined);
    };
    transaction.onerror = transaction.onabort = () => failed(transaction.error);
  }).catch((error) => {
    forget();
    throw error;
  });
}

/** @param {string} shelf @returns {Kept[]} */
function list(shelf) {
  try {
    return JSON.parse(localStorage.getItem(LISTS + shelf) || "[]");
  } catch {
    return [];
  }
}

/** @param {string} shelf @param {Kept[]} items */
function write(shelf, items) {
  if (items.length) localStorage.setItem(LISTS + shelf, JSON.stringify(items));
  else localStorage.removeItem(LISTS + shelf);
}

/**
 * Keeps a command, or what became of it. Rejects when this device keeps nothing at all.
 * @param {Kept} item
 */
export async function keep(item) {
  try {
    const places = await placesOf(item.id);
    await within("readwrite", (store) => store.put(places.length ? Object.assign({ place: places[0] }, item) : item));
  } catch {
    write(
      item.for,
      list(item.for)
        .filter((other) => other.id !== item.id)
        .concat(item),
    );
  }
}

/**
 * Lets go of a command.
 * @param {Kept} item
 */
export async function drop(item) {
  try {
    const places = await placesOf(item.id);
    await within("readwrite", (store) => places.forEach((place) => store.delete(place)));
  } catch {
    // It was never there, or it is on the other list.
  }
  try {
    write(
      item.for,
      list(item.for).filter((other) => other.id !== item.id),
    );
  } catch {
    // Nothing is kept on this device, so there is nothing to let go of.
  }
}

/**
 * The commands of a shelf, oldest first. Those of a meeting long gone are thrown away on the way.
 * @param {string} shelf
 * @returns {Promise<Kept[]>}
 */
export async function load(shelf) {
  /** @type {Kept[]} */
  let items = [];
  try {
    items = (await within("readonly", (store) => store.getAll())).filter(
      (/** @type {Kept} */ item) => item.for === shelf,
    );
  } catch {
    // Then they are all on the other list.
  }
  const known = new Set(items.map((item) => item.id));
  items = items.concat(list(shelf).filter((item) => !known.has(item.id)));
  const old = Date.now() - STALE_MS;
  items.filter((item) => item.at < old).forEach(drop);
  return items.filter((item) => item.at >= old);
}

/** @param {string} id @returns {Promise<IDBValidKey[]>} */
function placesOf(id) {
  return within("readonly", (store) => store.index("id").getAllKeys(id));
}
