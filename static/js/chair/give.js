// @ts-check
import { send } from "../live/outbox.js";
import { sayRefusal } from "../ui/toast.js";

/**
 * Gives a command and says so where it is refused.
 * @param {string} name
 * @param {any} [args]
 */
export function give(name, args) {
  return send(name, args).then(sayRefusal);
}

/**
 * A handler that gives a command.
 * @param {string} name
 * @param {any} [args]
 */
export function giving(name, args) {
  return () => {
    give(name, args);
  };
}
