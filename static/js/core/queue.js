// @ts-check
// A queue of commands that must not be lost. It sends them in order, one at a time. Each keeps its id, so sending one
// again is safe. The queue knows nothing of sockets and storage; outbox.js passes it both.
import { signal } from "../../vendor/preact.js";

/** @typedef {import("./offline-store.js").CommandError} CommandError */
/** @typedef {import("./offline-store.js").QueuedCommand} QueuedCommand */
/**
 * @typedef {{ok: boolean, revision?: number, result?: any, error?: CommandError}} Answer  `result`: what the command
 *   says it did.
 */
/**
 * @typedef {{keep: (item: QueuedCommand) => Promise<void>, drop: (item: QueuedCommand) => Promise<void>, load: (outbox:
 *   string) => Promise<QueuedCommand[]>}} Store
 */
/** @typedef {{item: QueuedCommand, error: CommandError}} LostCommand */
/**
 * @template T
 * @typedef {import("../../vendor/preact.js").Signal<T>} Signal
 */

/** Refusals that are temporary: the command is valid and is sent again; the connection takes a lost place again. */
const TEMPORARY = ["too_fast", "not_saved", "lost_place"];
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 8000;
const PAUSE_GROWTH = 1.6;

/**
 * @param {{transmit: (item: QueuedCommand) => Promise<Answer>, isOnline: () => boolean, store: Store,
 *   wait?: (ms: number) => Promise<void>}} parts
 *   `transmit`: sends one command and resolves with its answer, or rejects if none comes.
 */
export function createQueue({
  transmit,
  isOnline,
  store,
  wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}) {
  /** Commands without an answer, oldest first. @type {Signal<QueuedCommand[]>} */
  const pending = signal([]);
  /**
   * Refused commands whose words are on no screen any more (they were typed in an earlier visit, or their form is
   * gone). A view shows them and removes them from this list; until then they stay on the device.
   * @type {Signal<LostCommand[]>}
   */
  const lost = signal([]);
  /**
   * Callers in this page that wait for an answer, by the command's id.
   * @type {Map<string, (answer: Answer) => void>}
   */
  const waiters = new Map();
  /** Whether every command is on the device, so that closing the page would lose nothing. */
  const allStored = signal(true);
  /** @type {Set<string>} */
  const notStored = new Set();
  /** The outbox that is open. */
  let outbox = "";
  let isSending = false;
  let isLoaded = false;
  /** Ends the pause before the next try. @type {(value?: unknown) => void} */
  let endPause = () => {};

  /** Adds stored commands that this page does not have yet. @param {QueuedCommand[]} items */
  const merge = (items) => {
    const known = new Set([...pending.peek(), ...lost.peek().map(({ item }) => item)].map((item) => item.id));
    const fresh = items.filter((item) => !known.has(item.id));
    const waiting = fresh.filter((item) => !item.error);
    if (waiting.length) pending.value = waiting.concat(pending.peek());
    const refused = fresh.flatMap((item) => (item.error ? [{ item, error: item.error }] : []));
    if (refused.length) lost.value = lost.peek().concat(refused);
  };

  /**
   * Opens an outbox, or reads it again: another tab may have left commands in it.
   * @param {string} name
   */
  async function open(name) {
    if (outbox !== name) {
      outbox = name;
      isLoaded = false;
      // Commands given in this page stay, because somebody waits for the answer; the others belong to another person.
      pending.value = pending.peek().filter((item) => waiters.has(item.id));
      lost.value = [];
    }
    const items = await store.load(name);
    if (outbox !== name) return;
    merge(items);
    isLoaded = true;
    retryNow();
  }

  /**
   * @param {QueuedCommand} item
   * @param {(item: QueuedCommand) => void} [onStored]
   * @returns {Promise<Answer>}
   */
  function send(item, onStored) {
    pending.value = pending.peek().concat(item);
    const answered = new Promise((/** @type {(answer: Answer) => void} */ resolve) => waiters.set(item.id, resolve));
    store.keep(item).then(
      () => {
        if (onStored) onStored(item);
        sendAll();
      },
      () => {
        notStored.add(item.id);
        allStored.value = false;
        sendAll();
      },
    );
    return answered;
  }

  /** Sends what is pending for as long as there is a connection. */
  async function sendAll() {
    if (isSending || !isLoaded) return;
    isSending = true;
    try {
      let pause = FIRST_PAUSE_MS;
      while (pending.peek().length && isOnline()) {
        if (await sendOldest()) pause = FIRST_PAUSE_MS;
        else {
          await Promise.race([wait(pause), new Promise((resolve) => (endPause = resolve))]);
          pause = Math.min(pause * PAUSE_GROWTH, LONGEST_PAUSE_MS);
        }
      }
    } finally {
      isSending = false;
    }
  }

  /** The connection is back: send without waiting for the end of a pause. */
  function retryNow() {
    endPause();
    sendAll();
  }

  /** Sends the oldest command. True once it needs no further try. */
  async function sendOldest() {
    const item = pending.peek()[0];
    // From another tab or an earlier visit: another tab may have sent it since, and shown the answer.
    if (!waiters.has(item.id) && !(await store.load(item.for)).some((other) => other.id === item.id)) {
      remove(item);
      return true;
    }
    let answer;
    try {
      answer = await transmit(item);
    } catch {
      // It may or may not have arrived. It has the same id next time, so it is safe to send it again.
      return false;
    }
    if (!answer.ok && answer.error && TEMPORARY.indexOf(answer.error.code) >= 0) return false;
    const resolve = waiters.get(item.id);
    if (answer.ok || resolve) await store.drop(item).catch(() => {});
    else await putAside(item, answer.error);
    remove(item);
    if (resolve) resolve(answer);
    return true;
  }

  /**
   * Keeps a refused command that no form shows: it stays in sight and on the device until a view removes it.
   * @param {QueuedCommand} item @param {CommandError} [error]
   */
  async function putAside(item, error = { code: "unknown", message: "" }) {
    lost.value = lost.peek().concat({ item, error });
    await store.keep({ ...item, error }).catch(() => {});
  }

  /** @param {QueuedCommand} item */
  function remove(item) {
    waiters.delete(item.id);
    notStored.delete(item.id);
    allStored.value = notStored.size === 0;
    pending.value = pending.peek().filter((other) => other.id !== item.id);
  }

  return { pending, lost, allStored, open, send, retryNow, putAside };
}
