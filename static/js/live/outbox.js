// @ts-check
// What this person did and the server has not yet acknowledged. It is kept on the device until it is: through a lost
// network, a reload, a closed tab. Sent in order, one at a time, always under the same id, so that sending again is safe.
import { effect, signal } from "../../vendor/preact.js";
import { ask as askSocket, status, you } from "./connection.js";
import { page } from "./facts.js";
import { drop, keep, load } from "./shelf.js";

/** @typedef {{id: string, name: string, args: any, at: number, for: string}} Waiting */
/** @typedef {{ok: boolean, revision?: number, result?: any, error?: {code: string, message: string}}} Answer */

/** What is waiting, oldest first. @type {import("../../vendor/preact.js").Signal<Waiting[]>} */
export const pending = signal([]);

/** @type {Map<string, (answer: Answer) => void>} */
const told = new Map();
/** Refusals that say "not now": the command is right and is sent again. */
const LATER = ["too_fast", "not_saved"];
let sending = false;
let loaded = false;

/** Whose words these are: each meeting and role has its own shelf. */
const shelf = `${page.code}.${page.as}`;

/**
 * Gives a command that must not be lost. The answer comes when the server has it on disk, or refuses it.
 * @param {string} name
 * @param {any} [args]
 * @param {(item: Waiting) => void} [kept]  Told once the command is kept on this device.
 * @returns {Promise<Answer>}
 */
export function send(name, args = {}, kept) {
  const item = { id: newId(), name, args, at: Date.now(), for: shelf };
  pending.value = pending.value.concat(item);
  const answered = new Promise((tell) => told.set(item.id, tell));
  keep(item).then(
    () => {
      if (kept) kept(item);
      push();
    },
    () => push(),
  );
  return /** @type {Promise<Answer>} */ (answered);
}

/**
 * Gives a command that only makes sense now (a drag, a slider on its way): it is not kept.
 * @param {string} name
 * @param {any} [args]
 * @returns {Promise<Answer>}
 */
export function ask(name, args = {}) {
  return askSocket("do", { id: newId(), name, args }).catch(() => ({ ok: false }));
}

function newId() {
  const numbers = crypto.getRandomValues(new Uint32Array(4));
  return Array.from(numbers, (number) => number.toString(36)).join("");
}

/** Sends what waits, in order, for as long as the connection holds. */
async function push() {
  if (sending || !loaded) return;
  sending = true;
  while (pending.value.length && status.value === "live") {
    const item = pending.value[0];
    let answer;
    try {
      answer = await askSocket("do", { id: item.id, name: item.name, args: item.args });
    } catch (error) {
      // No acknowledgement: it may or may not have arrived. The same id makes it safe to send again.
      await rest(1000);
      continue;
    }
    if (!answer.ok && LATER.indexOf(answer.error.code) >= 0) {
      await rest(1000);
      continue;
    }
    await drop(item.id);
    pending.value = pending.value.filter((other) => other.id !== item.id);
    const tell = told.get(item.id);
    told.delete(item.id);
    if (tell) tell(answer);
    else if (!answer.ok) lost.value = lost.value.concat({ item, error: answer.error });
  }
  sending = false;
}

/**
 * Commands of an earlier visit that the server refused: nobody waits for their answer any more, so a view must show
 * them. Their words are not thrown away.
 * @type {import("../../vendor/preact.js").Signal<{item: Waiting, error: any}[]>}
 */
export const lost = signal([]);

/** @param {number} ms */
function rest(ms) {
  return new Promise((done) => setTimeout(done, ms));
}

load(shelf).then((items) => {
  const known = new Set(pending.value.map((item) => item.id));
  pending.value = items.filter((item) => !known.has(item.id)).concat(pending.value);
  loaded = true;
  push();
});

effect(() => {
  if (status.value === "live" && you.value) push();
});
