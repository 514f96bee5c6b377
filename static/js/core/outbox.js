// @ts-check
// Commands that this person gave and the server has not yet acknowledged. They stay on the device until it has: through
// a lost network, a reload, a closed tab, or a page that the phone has frozen.
import { effect } from "../../vendor/preact.js";
import { t } from "../ui/words.js";
import { askBeforeUnload } from "./before-unload.js";
import { ask as askSocket, status, you } from "./connection.js";
import * as store from "./offline-store.js";
import { followOwnChange } from "./own-change.js";
import { asStored } from "./own-language.js";
import { page } from "./page-data.js";
import { createQueue } from "./queue.js";

/** @typedef {import("./queue.js").QueuedCommand} QueuedCommand */
/** @typedef {import("./queue.js").LostCommand} LostCommand */
/** @typedef {import("./queue.js").CommandError} CommandError */
/** @typedef {import("./queue.js").Answer} Answer */

const queue = createQueue({
  transmit: (item) => askSocket("do", message(item.id, item.name, item.args, item.guest)),
  isOnline: () => status.peek() === "live",
  store,
});

/** Commands without an answer, oldest first. */
export const pending = queue.pending;

/**
 * Those with one of these names.
 * @template {CommandName} N
 * @param {...N} names
 */
export function pendingOf(...names) {
  const found = pending.value.filter((item) => names.some((name) => name === item.name));
  return /** @type {import("./offline-store.js").QueuedCommand<N>[]} */ (found);
}

/** Refused commands whose caller no longer waits. A view shows them and removes them from this list. */
export const lost = queue.lost;

/** Each person of each meeting has their own outbox. The server says who we are before anything can be written. */
export const outboxName = () => `${page.code}.${you.peek()?.id || page.as}`;

/**
 * Sends a command that must not be lost. Resolves when the server has stored it, or has refused it for good; then the
 * words stay with the caller.
 * @template {CommandName} N
 * @param {N} name
 * @param {CommandArgs[N]} [args]
 * @param {(item: QueuedCommand) => void} [onStored]  Called once the command is stored on this device.
 * @param {string} [guest]  The person on whose behalf it is given, if not this one.
 * @returns {Promise<Answer>}
 */
export function send(name, args, onStored, guest) {
  return followOwnChange(name, queue.send({ ...newCommand(name, args), ...(guest ? { guest } : {}) }, onStored));
}

/**
 * Keeps the words of a refused command when nothing shows them any more.
 * @template {CommandName} N
 * @param {N} name @param {CommandArgs[N]} args @param {CommandError} [error]
 */
export const putAside = (name, args, error) => queue.putAside(newCommand(name, args), error);

/**
 * Sends a command that only makes sense now, such as a drag or a slider's move. It is not stored, and fails at once
 * without a connection.
 * @template {CommandName} N
 * @param {N} name
 * @param {CommandArgs[N]} [args]
 * @param {string} [guest]
 * @returns {Promise<Answer>}
 */
export function ask(name, args, guest) {
  const offline = { code: "offline", message: t("common.status.offline") };
  const answer = askSocket("do", message(newId(), name, args || {}, guest));
  return followOwnChange(
    name,
    answer.catch(() => ({ ok: false, error: offline })),
  );
}

/**
 * @param {CommandName} name @param {object} [args]
 * @returns {QueuedCommand}
 */
function newCommand(name, args = {}) {
  const command = { id: newId(), name, args, at: Date.now(), for: outboxName() };
  return /** @type {QueuedCommand} */ (command);
}

/**
 * A command as it goes over the wire.
 * @param {string} id
 * @param {CommandName} name
 * @param {object} args
 * @param {string} [guest]
 */
const message = (id, name, args, guest) => {
  const stored = asStored(name, args);
  return guest ? { id, name, args: stored, for: guest } : { id, name, args: stored };
};

/** An id that nothing else has. */
export function newId() {
  const numbers = crypto.getRandomValues(new Uint32Array(4));
  return Array.from(numbers, (number) => number.toString(36)).join("");
}

/** Another tab that is still open has sent its own commands this long after the connection is back. */
const OTHER_TABS_MS = 4000;
let opened = "";
// Whenever the connection is back: send, then read the outbox again, where a tab may have left commands before it
// closed.
effect(() => {
  if (status.value !== "live" || !you.value) return;
  const name = outboxName();
  if (name !== opened) queue.open(name);
  else {
    queue.retryNow();
    setTimeout(() => opened === name && queue.open(name), OTHER_TABS_MS);
  }
  opened = name;
});

/** @type {LostCommand[]} */
let before = [];
// A command that a view has removed from the list of lost ones is deleted from the device.
effect(() => {
  const left = new Set(lost.value.map(({ item }) => item.id));
  const removed = before.filter(({ item }) => item.for === outboxName() && !left.has(item.id));
  for (const { item } of removed) store.drop(item);
  before = lost.value;
});

askBeforeUnload(() => queue.allStored.value);
