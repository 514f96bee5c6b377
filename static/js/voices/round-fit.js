// @ts-check
// Whether the turns of a round fit in its time, and what would help if not: other seconds for each person, or more
// minutes. It only proposes. What the meeting plans with is worked out by the server (agenda/finish_time.py).

/** Fewer seconds than this are no turn to speak. */
const LEAST_SECONDS = 15;
/** Seconds are proposed in steps that people use. */
const STEP_SECONDS = 5;

/**
 * @typedef {{people: number, minutes: number, each: number, seconds: number, more: number}} RoundMisfit
 *   In `minutes` there are `each` seconds for each of `people`. `seconds`: what could be set, 0 if that is too short to
 *   speak. `more`: the minutes that are missing.
 */

/**
 * What to say of a round that needs more than its time; null if it fits.
 * @param {{people: number, seconds: number, ms: number, busy?: number, slack?: number}} round
 *   `people` speak for `seconds` each within `ms`, of which the person who speaks now needs `busy`; a round that is
 *   over by `slack` milliseconds still counts as one that fits
 * @returns {RoundMisfit | null}
 */
export function roundMisfit({ people, seconds, ms, busy = 0, slack = 0 }) {
  const missing = people * seconds * 1000 + busy - ms;
  if (!people || missing <= slack) return null;
  const each = Math.max(0, Math.floor((ms - busy) / 1000 / people));
  return {
    people,
    minutes: Math.max(0, Math.round(ms / 60_000)),
    each,
    seconds: each >= LEAST_SECONDS ? Math.floor(each / STEP_SECONDS) * STEP_SECONDS : 0,
    more: Math.ceil(missing / 60_000),
  };
}

/** How many people can speak for so many seconds in so many minutes. @param {number} minutes @param {number} seconds */
export const peopleWhoFit = (minutes, seconds) => Math.floor((minutes * 60) / seconds);
