// @ts-check
// Giving commands from the console. There are two sorts. What steers the meeting ("next", "pause", "show") is meant for
// this moment: without a network it fails and says so, instead of happening ten minutes later. What the chair wrote is
// kept on the device until the server has it.
import { signal } from "../../../vendor/preact.js";
import { ask, send } from "../../core/outbox.js";
import { showRefusal, showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";

/** A finger that taps twice means it once. */
const TWICE_MS = 500;
/** After this a form closes and its words wait in the outbox. */
const PATIENCE_MS = 2000;

/** Commands that a second tap would carry too far. */
const ONCE = [
  "agenda.start",
  "agenda.next",
  "agenda.back",
  "round.start",
  "round.next",
  "turn.done",
  "turn.pass",
  "turn.later",
  "hand.call",
  "guest.add",
  "snapshot.take",
];
/** What was given just now and rests until a second tap can only be meant. @type {import("../../../vendor/preact.js").Signal<string[]>} */
const given = signal([]);
/** Not the same part twice, nor two parts in one double tap; "start" and then "next" are two things. @param {string} name @param {any} [args] */
const kindOf = (name, args) => `${name} ${Object.keys(args || {})}`;

/**
 * Gives a command for this moment, and says why where it is refused.
 * @param {string} name
 * @param {any} [args]
 * @param {string} [guest]  On whose behalf.
 * @returns {Promise<import("../../core/outbox.js").Answer>}
 */
export async function runCommand(name, args, guest) {
  const kind = kindOf(name, args);
  if (given.value.indexOf(kind) >= 0) return { ok: false };
  if (ONCE.indexOf(name) >= 0) {
    given.value = given.value.concat(kind);
    window.setTimeout(() => (given.value = given.value.filter((each) => each !== kind)), TWICE_MS);
  }
  return showRefusal(await ask(name, args, guest));
}

/**
 * Whether a button rests because its command was given a moment ago: the value of its `aria-disabled`.
 * @param {string} name
 * @param {any} [args]
 */
export const ariaResting = (name, args) => (given.value.indexOf(kindOf(name, args)) >= 0 ? "true" : undefined);

/**
 * A handler that gives a command for this moment.
 * @param {string} name
 * @param {any} [args]
 */
export function commandHandler(name, args) {
  return () => {
    runCommand(name, args);
  };
}

/**
 * Gives a command whose words must not be lost. `ok` means that the form may close: the server has them, or they wait
 * on this device for the network.
 * @param {string} name
 * @param {any} args
 * @param {string} [guest]  On whose behalf.
 * @returns {Promise<import("../../core/outbox.js").Answer>}
 */
export async function saveCommand(name, args, guest) {
  const patience = new Promise((done) => window.setTimeout(() => done(null), PATIENCE_MS));
  const sent = send(name, args, undefined, guest);
  const answer = await Promise.race([sent, patience]);
  if (answer) return showRefusal(answer);
  showToast(t("common.status.waiting"));
  sent.then(showRefusal);
  return { ok: true };
}
