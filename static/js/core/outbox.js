// @ts-check
// What this person did and the server has not yet acknowledged. It is kept on the device until it is: through a lost
// network, a reload, a closed tab, a page that the phone froze.
import { effect } from "../../vendor/preact.js";
import { t } from "../ui/words.js";
import { ask as askSocket, status, you } from "./connection.js";
import * as shelf from "./offline-store.js";
import { page } from "./page-data.js";
import { createQueue } from "./queue.js";

/** @typedef {import("./queue.js").Waiting} Waiting */
/** @typedef {import("./queue.js").Answer} Answer */

const queue = createQueue({
  give: (item) => askSocket("do", message(item.id, item.name, item.args, item.guest)),
  ready: () => status.peek() === "live",
  shelf,
});

/** What is waiting, oldest first. */
export const pending = queue.pending;

/** Refused when nobody waited for the answer any more. A view shows them and takes them off this list. */
export const lost = queue.lost;

/** Each person of each meeting has a shelf of their own. The server tells who we are before anything can be written. */
const shelfOf = () => `${page.code}.${you.peek()?.id || page.as}`;

/**
 * Gives a command that must not be lost. The answer comes when the server has it on disk, or refuses it for good; the
 * words of a refused one stay with the caller.
 * @param {string} name
 * @param {any} [args]
 * @param {(item: Waiting) => void} [kept]  Told once the command is kept on this device.
 * @param {string} [guest]  On whose behalf, where it is not one's own.
 * @returns {Promise<Answer>}
 */
export function send(name, args = {}, kept, guest) {
  return queue.send({ ...made(name, args), ...(guest ? { guest } : {}) }, kept);
}

/**
 * Keeps words that were refused when nothing shows them any more.
 * @param {string} name @param {any} args @param {{code: string, message: string}} [error]
 */
export const putAside = (name, args, error) => queue.putAside(made(name, args), error);

/**
 * Gives a command that only makes sense now (a drag, a slider on its way): it is not kept, and fails without a network.
 * @param {string} name
 * @param {any} [args]
 * @param {string} [guest]
 * @returns {Promise<Answer>}
 */
export function ask(name, args = {}, guest) {
  const offline = { code: "offline", message: t("common.status.offline") };
  return askSocket("do", message(newId(), name, args, guest)).catch(() => ({ ok: false, error: offline }));
}

/** A new command of this person. @param {string} name @param {any} args */
const made = (name, args) => ({ id: newId(), name, args, at: Date.now(), for: shelfOf() });

/** A command as the server takes it. @param {string} id @param {string} name @param {any} args @param {string} [guest] */
const message = (id, name, args, guest) => (guest ? { id, name, args, for: guest } : { id, name, args });

function newId() {
  const numbers = crypto.getRandomValues(new Uint32Array(4));
  return Array.from(numbers, (number) => number.toString(36)).join("");
}

/** Another tab that is open too brings its own words home within this time of coming back. */
const OTHERS_FIRST_MS = 4000;
let last = "";
// Each time the line is there: send, and look at the shelf, where a tab that has closed since may have left something.
effect(() => {
  if (status.value !== "live" || !you.value) return;
  const name = shelfOf();
  if (name !== last) queue.open(name);
  else {
    queue.hurry();
    setTimeout(() => last === name && queue.open(name), OTHERS_FIRST_MS);
  }
  last = name;
});

/** @type {{item: Waiting}[]} */
let shown = [];
// What a view has taken off the list of lost ones is nobody's concern any more.
effect(() => {
  const still = new Set(lost.value.map(({ item }) => item.id));
  shown.filter(({ item }) => item.for === shelfOf() && !still.has(item.id)).forEach(({ item }) => shelf.drop(item));
  shown = lost.value;
});

// Where this device keeps nothing at all, closing the page would lose words: then, and only then, the browser asks.
// (A listener that is always there would keep pages out of the back/forward cache.)
/** @param {BeforeUnloadEvent} event */
const holdOn = (event) => {
  event.preventDefault();
  event.returnValue = "";
};
effect(() => {
  if (queue.safe.value) window.removeEventListener("beforeunload", holdOn);
  else window.addEventListener("beforeunload", holdOn);
});
