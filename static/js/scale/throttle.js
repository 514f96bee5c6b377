// @ts-check
// A slider moves faster than a network. Its values are sent at intervals, and never more than one waits for its answer:
// if the connection or the server is slow, fewer values are sent instead of many that arrive too late.

/**
 * @template T
 * @param {{interval: number, transmit: (value: T) => Promise<unknown>}} options
 *   `interval`: milliseconds between two values; `transmit`: sends a value, and settles when it is answered or lost.
 */
export function createThrottle({ interval, transmit }) {
  /** The value to send next, if any. @type {T[]} */
  let next = [];
  let isWaiting = false;
  let lastSent = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function schedule() {
    clearTimeout(timer);
    if (isWaiting || !next.length) return;
    timer = setTimeout(sendNext, Math.max(0, lastSent + interval - performance.now()));
  }

  function sendNext() {
    const [value] = next;
    next = [];
    lastSent = performance.now();
    isWaiting = true;
    const done = () => {
      isWaiting = false;
      schedule();
    };
    transmit(value).then(done, done);
  }

  return {
    /** Takes the newest value; an earlier one that has not been sent is dropped. @param {T} value */
    move(value) {
      next = [value];
      schedule();
    },
    /** Sends nothing more. */
    stop() {
      next = [];
      clearTimeout(timer);
    },
  };
}
