// @ts-check
// How the console gives commands. There are two kinds. A command that steers the meeting ("next", "pause", "show") is
// meant for this moment: without a network it fails and says so, instead of taking effect ten minutes later. What the
// chair wrote is kept on the device until the server has it.
import { signal } from "../../../vendor/preact.js";
import { ask, putAside, send } from "../../core/outbox.js";
import { showRefusal, showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";

/** Two taps within this time count as one. */
const TWICE_MS = 500;
/** After this time a form closes and its command waits in the outbox. */
const PATIENCE_MS = 2000;

/** Commands that a second tap would carry too far. @type {CommandName[]} */
const NOT_TWICE = [
  "agenda.start",
  "agenda.next",
  "agenda.back",
  "agenda.take_back",
  "round.start",
  "round.next",
  "round.end",
  "turn.done",
  "turn.pass",
  "turn.later",
  "hand.call",
  "guest.add",
  "snapshot.take",
  "meeting.close",
  "meeting.keep_open",
];
/**
 * Commands given within the last `TWICE_MS`, which are not given again.
 * @type {import("../../../vendor/preact.js").Signal<string[]>}
 */
const recentCommands = signal([]);
/**
 * The name and the names of the arguments: this stops a double tap on one section or on two, while "start" followed by
 * "next" are two commands.
 * @param {CommandName} name
 * @param {object} [args]
 */
const commandShape = (name, args) => `${name} ${Object.keys(args || {})}`;

/**
 * Gives a command for this moment, and says why if it is refused.
 * @template {CommandName} N
 * @param {N} name
 * @param {CommandArgs[N]} [args]
 * @param {string} [guest]  On whose behalf.
 * @returns {Promise<import("../../core/outbox.js").Answer>}
 */
export async function runCommand(name, args, guest) {
  const shape = commandShape(name, args);
  if (recentCommands.value.indexOf(shape) >= 0) return { ok: false };
  if (NOT_TWICE.indexOf(name) >= 0) {
    recentCommands.value = recentCommands.value.concat(shape);
    window.setTimeout(() => (recentCommands.value = recentCommands.value.filter((each) => each !== shape)), TWICE_MS);
  }
  return showRefusal(await ask(name, args, guest));
}

/**
 * Whether a button is disabled because its command was given a moment ago: the value of its `aria-disabled`.
 * @template {CommandName} N
 * @param {N} name
 * @param {CommandArgs[N]} [args]
 */
export const ariaResting = (name, args) =>
  recentCommands.value.indexOf(commandShape(name, args)) >= 0 ? "true" : undefined;

/**
 * An event handler that gives a command for this moment.
 * @template {CommandName} N
 * @param {N} name
 * @param {CommandArgs[N]} [args]
 */
export function commandHandler(name, args) {
  return () => {
    runCommand(name, args);
  };
}

/**
 * Gives a command whose words must not be lost. `ok` means that the form may close: the server has the words, or they
 * wait on this device for the network.
 * @template {CommandName} N
 * @param {N} name
 * @param {CommandArgs[N]} args
 * @param {string} [guest]  On whose behalf.
 * @param {() => void} [onStored]  Called once the command is stored on this device.
 * @returns {Promise<import("../../core/outbox.js").Answer>}
 */
export async function saveCommand(name, args, guest, onStored) {
  const patience = new Promise((/** @type {(none: null) => void} */ resolve) =>
    window.setTimeout(() => resolve(null), PATIENCE_MS),
  );
  const sent = send(name, args, onStored, guest);
  const answer = await Promise.race([sent, patience]);
  if (answer) return showRefusal(answer);
  showToast(t("common.status.waiting"));
  // The form is gone by now: if the words are refused, they are shown as a notice.
  sent.then((late) => {
    if (!late.ok) putAside(name, args, late.error);
  });
  return { ok: true };
}
