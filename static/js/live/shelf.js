// @ts-check
// Where waiting commands are kept on the device: IndexedDB, and memory alone where a browser forbids it (some private
// windows). A tab that closes between two steps finds everything again.

/** @type {Promise<IDBDatabase> | null} */
let opened = null;

function open() {
  if (!opened) {
    opened = new Promise((done, failed) => {
      const request = indexedDB.open("live_cop", 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("outbox", { keyPath: "place", autoIncrement: true }).createIndex("id", "id");
      };
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
      request.onblocked = () => failed(new Error("blocked"));
    });
  }
  return opened;
}

/**
 * Runs one transaction on the outbox and waits until it is done.
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest | void} work
 * @returns {Promise<any>}
 */
async function within(mode, work) {
  const db = await open();
  return new Promise((done, failed) => {
    const transaction = db.transaction("outbox", mode);
    const request = work(transaction.objectStore("outbox"));
    transaction.oncomplete = () => done(request ? request.result : undefined);
    transaction.onerror = () => failed(transaction.error);
    transaction.onabort = () => failed(transaction.error);
  });
}

/**
 * Keeps a command.
 * @param {any} item
 */
export async function keep(item) {
  await within("readwrite", (store) => store.add(item));
}

/**
 * Lets go of a command.
 * @param {string} id
 */
export async function drop(id) {
  try {
    const places = await within("readonly", (store) => store.index("id").getAllKeys(id));
    await within("readwrite", (store) => places.forEach((/** @type {any} */ place) => store.delete(place)));
  } catch (error) {
    // Nothing was kept, so there is nothing to let go of.
  }
}

/**
 * The commands of a shelf, oldest first.
 * @param {string} shelf
 * @returns {Promise<any[]>}
 */
export async function load(shelf) {
  try {
    const items = await within("readonly", (store) => store.getAll());
    return items.filter((/** @type {any} */ item) => item.for === shelf);
  } catch (error) {
    return [];
  }
}
