// @ts-check
// The moment in which this person changes something: what follows from it may move at once, because they did it.
import { signal } from "../../vendor/preact.js";

/** Its changes come with the answer or right after it. */
const FOLLOWS_MS = 700;
/** Commands after which every list stays as it is. @type {Set<CommandName>} */
const MOVES_NOTHING = new Set(
  /** @type {CommandName[]} */ ([
    "note.too",
    "note.untoo",
    "vote.give",
    "vote.take",
    "scale.mark",
    "scale.unmark",
    "date.mark",
    "hand.raise",
    "hand.too",
  ]),
);

/** Whether it is such a moment. */
export const ownChange = signal({ isOn: false });
let running = 0;

/**
 * Follows a command of this person until its changes have come.
 * @template T
 * @param {CommandName} name @param {Promise<T>} answer
 * @returns {Promise<T>}
 */
export function followOwnChange(name, answer) {
  if (MOVES_NOTHING.has(name)) return answer;
  running += 1;
  ownChange.value = { isOn: true };
  const end = () => {
    running -= 1;
    if (!running) ownChange.value = { isOn: false };
  };
  answer.then(
    () => window.setTimeout(end, FOLLOWS_MS),
    () => window.setTimeout(end, FOLLOWS_MS),
  );
  return answer;
}
