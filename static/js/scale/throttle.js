// @ts-check
// A thumb moves faster than a network. What it passes is sent at a calm pace, and never more than one value waits for
// its answer: where the line or the server is slow, fewer values go out instead of a heap that arrives too late.

/**
 * @template T
 * @param {{every: number, give: (value: T) => Promise<any>}} parts
 *   `every`: milliseconds between two; `give`: sends a value, and ends when it is answered or lost.
 */
export function createThrottle({ every, give }) {
  /** What is to be sent next. @type {T[]} */
  let next = [];
  let waiting = false;
  let last = -Infinity;
  let timer = 0;

  function go() {
    clearTimeout(timer);
    if (waiting || !next.length) return;
    timer = /** @type {any} */ (
      setTimeout(
        () => {
          const [value] = next;
          next = [];
          last = performance.now();
          waiting = true;
          const done = () => {
            waiting = false;
            go();
          };
          give(value).then(done, done);
        },
        Math.max(0, last + every - performance.now()),
      )
    );
  }

  return {
    /** The newest value; one that has not gone out yet is forgotten. @param {T} value */
    move(value) {
      next = [value];
      go();
    },
    /** Nothing more goes out. */
    stop() {
      next = [];
      clearTimeout(timer);
    },
  };
}
