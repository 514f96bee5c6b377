// @ts-check
// A queue of commands that must not be lost: in order, one at a time, each under its own id for ever, so that sending
// again is safe. It knows nothing of sockets and storage; outbox.js gives it both.
import { signal } from "../../vendor/preact.js";

/** @typedef {import("./offline-store.js").Kept} Waiting */
/** @typedef {{ok: boolean, revision?: number, result?: any, error?: {code: string, message: string}}} Answer */
/** @typedef {{keep: (item: Waiting) => Promise<void>, drop: (item: Waiting) => Promise<void>, load: (shelf: string) => Promise<Waiting[]>}} Shelf */

/** Refusals that say "not now": the command is right and is sent again. */
const LATER = ["too_fast", "not_saved"];
const REST_MS = 1000;
const MOST_REST_MS = 8000;

/**
 * @param {{give: (item: Waiting) => Promise<Answer>, ready: () => boolean, shelf: Shelf, rest?: (ms: number) => Promise<void>}} parts
 *   `give`: sends one and waits for its answer, rejecting when none comes; `ready`: whether there is a line to send on.
 */
export function createQueue({ give, ready, shelf, rest = (ms) => new Promise((done) => setTimeout(done, ms)) }) {
  /** What is waiting, oldest first. @type {{value: Waiting[], peek: () => Waiting[]}} */
  const pending = signal([]);
  /**
   * Commands that were refused when nobody showed their words any more (an earlier visit, a box that is gone). A view
   * shows them and takes them off this list; until then they stay on the device.
   * @type {{value: {item: Waiting, error: any}[], peek: () => {item: Waiting, error: any}[]}}
   */
  const lost = signal([]);
  /** Who waits for an answer in this page. @type {Map<string, (answer: Answer) => void>} */
  const told = new Map();
  /** Whether closing the page would lose nothing. */
  const safe = signal(true);
  /** @type {Set<string>} */
  const loose = new Set();
  let name = "";
  let sending = false;
  let loaded = false;
  /** @type {(value?: any) => void} */
  let wake = () => {};

  /** @param {Waiting[]} items */
  const merge = (items) => {
    const known = new Set(
      pending
        .peek()
        .concat(lost.peek().map(({ item }) => item))
        .map((item) => item.id),
    );
    const fresh = items.filter((item) => !known.has(item.id));
    const waiting = fresh.filter((item) => !item.error);
    if (waiting.length) pending.value = waiting.concat(pending.peek());
    const refused = fresh.filter((item) => item.error).map((item) => ({ item, error: item.error }));
    if (refused.length) lost.value = lost.peek().concat(refused);
  };

  /**
   * Opens a shelf, or looks at it again: another tab may have left something there.
   * @param {string} shelfName
   */
  async function open(shelfName) {
    if (name !== shelfName) {
      name = shelfName;
      loaded = false;
      // What this page was told stays, because somebody waits for the answer; the rest is another person's.
      pending.value = pending.peek().filter((item) => told.has(item.id));
      lost.value = [];
    }
    const items = await shelf.load(shelfName);
    if (name !== shelfName) return;
    merge(items);
    loaded = true;
    hurry();
  }

  /**
   * @param {Waiting} item
   * @param {(item: Waiting) => void} [kept]
   * @returns {Promise<Answer>}
   */
  function send(item, kept) {
    pending.value = pending.peek().concat(item);
    const answered = new Promise((tell) => told.set(item.id, tell));
    shelf.keep(item).then(
      () => {
        if (kept) kept(item);
        push();
      },
      () => {
        loose.add(item.id);
        safe.value = false;
        push();
      },
    );
    return /** @type {Promise<Answer>} */ (answered);
  }

  /** Sends what waits, for as long as there is a line. */
  async function push() {
    if (sending || !loaded) return;
    sending = true;
    try {
      let tired = REST_MS;
      while (pending.peek().length && ready()) {
        if (await step()) tired = REST_MS;
        else {
          await Promise.race([rest(tired), new Promise((done) => (wake = done))]);
          tired = Math.min(tired * 1.6, MOST_REST_MS);
        }
      }
    } finally {
      sending = false;
    }
  }

  /** The line is back: a rest is over at once. */
  function hurry() {
    wake();
    push();
  }

  /** Sends the oldest. True when it is done with, one way or the other. */
  async function step() {
    const item = pending.peek()[0];
    // Not from this page: another tab may have brought it home in the meantime, and shown what became of it.
    if (!told.has(item.id) && !(await shelf.load(item.for)).some((other) => other.id === item.id)) {
      settle(item);
      return true;
    }
    let answer;
    try {
      answer = await give(item);
    } catch {
      // No answer: it may or may not have arrived. The same id makes it safe to send again.
      return false;
    }
    if (!answer.ok && answer.error && LATER.indexOf(answer.error.code) >= 0) return false;
    const tell = told.get(item.id);
    if (answer.ok || tell) await shelf.drop(item).catch(() => {});
    else await putAside(item, answer.error);
    settle(item);
    if (tell) tell(answer);
    return true;
  }

  /**
   * A refused command that nobody shows: it is in sight, and on the device, until a view takes it off the list.
   * @param {Waiting} item @param {{code: string, message: string}} [error]
   */
  async function putAside(item, error = { code: "unknown", message: "" }) {
    lost.value = lost.peek().concat({ item, error });
    await shelf.keep(Object.assign({}, item, { error })).catch(() => {});
  }

  /** @param {Waiting} item */
  function settle(item) {
    told.delete(item.id);
    loose.delete(item.id);
    safe.value = loose.size === 0;
    pending.value = pending.peek().filter((other) => other.id !== item.id);
  }

  return { pending, lost, safe, open, send, hurry, putAside };
}
