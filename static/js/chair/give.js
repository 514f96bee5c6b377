// @ts-check
// Giving commands from the console. There are two sorts. What steers the meeting ("next", "pause", "show") is meant for
// this moment: without a network it fails and says so, instead of happening ten minutes later. What the chair wrote is
// kept on the device until the server has it.
import { ask, send } from "../live/outbox.js";
import { say, sayRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";

/** A finger that taps twice means it once. */
const TWICE_MS = 500;
/** After this a form closes and its words wait in the outbox. */
const PATIENCE_MS = 2000;

/** Commands that a second tap would carry too far. */
const ONCE = ["agenda.start", "agenda.next", "agenda.back", "round.start", "round.next", "turn.pass", "snapshot.take"];
/** @type {Set<string>} */
const given = new Set();

/**
 * Gives a command for this moment, and says why where it is refused.
 * @param {string} name
 * @param {any} [args]
 * @returns {Promise<import("../live/outbox.js").Answer>}
 */
export async function steer(name, args) {
  // Not the same part twice, nor two parts in one double tap; "start" and then "next" are two things.
  const kind = `${name} ${Object.keys(args || {})}`;
  if (given.has(kind)) return { ok: false };
  if (ONCE.indexOf(name) >= 0) {
    given.add(kind);
    window.setTimeout(() => given.delete(kind), TWICE_MS);
  }
  return sayRefusal(await ask(name, args));
}

/**
 * A handler that gives a command for this moment.
 * @param {string} name
 * @param {any} [args]
 */
export function steering(name, args) {
  return () => {
    steer(name, args);
  };
}

/**
 * Gives a command whose words must not be lost. `ok` means that the form may close: the server has them, or they wait
 * on this device for the network.
 * @param {string} name
 * @param {any} args
 * @returns {Promise<import("../live/outbox.js").Answer>}
 */
export async function give(name, args) {
  const patience = new Promise((done) => window.setTimeout(() => done(null), PATIENCE_MS));
  const sent = send(name, args);
  const answer = await Promise.race([sent, patience]);
  if (answer) return sayRefusal(answer);
  say(t("common.status.waiting"));
  sent.then(sayRefusal);
  return { ok: true };
}
