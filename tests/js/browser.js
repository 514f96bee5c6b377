// Just enough of a browser for modules that need one.
/** @param {string} file @param {string} [why] Any text: another one gives a new instance of the module. */
export const fresh = (file, why = String(Math.random())) => import(`../../static/js/${file}?${why}`);

/** @param {Object<string, any>} blocks  The JSON blocks of the page, by id. */
export function pageWith(blocks) {
  globalThis.document = /** @type {any} */ ({
    documentElement: {},
    getElementById: (/** @type {string} */ id) => (blocks[id] ? { textContent: JSON.stringify(blocks[id]) } : null),
  });
}

/** A localStorage. */
export function storage() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  globalThis.localStorage = /** @type {any} */ ({
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => void kept.set(key, value),
    removeItem: (/** @type {string} */ key) => void kept.delete(key),
  });
  return kept;
}

/** Clocks that advance when told to. `sleep` lets time pass while the monotonic clock stands still. */
export function clocks(start = 1_800_000_000_000) {
  let wall = start;
  let steady = 5000;
  let timers = /** @type {{at: number, run: () => void, id: number}[]} */ ([]);
  let ids = 0;
  Object.defineProperty(globalThis, "performance", {
    value: { now: () => steady },
    configurable: true,
    writable: true,
  });
  Date.now = () => wall;
  globalThis.setTimeout = /** @type {any} */ (
    (/** @type {() => void} */ run, ms = 0) => {
      ids += 1;
      timers.push({ at: steady + ms, run, id: ids });
      return ids;
    }
  );
  globalThis.clearTimeout = /** @type {any} */ (
    (/** @type {number} */ id) => {
      timers = timers.filter((timer) => timer.id !== id);
    }
  );
  return {
    /** @param {number} ms */
    pass(ms) {
      const end = steady + ms;
      for (;;) {
        const next = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        wall += next.at - steady;
        steady = next.at;
        timers = timers.filter((timer) => timer !== next);
        next.run();
      }
      wall += end - steady;
      steady = end;
    },
    /** @param {number} ms */
    set(ms) {
      wall += ms;
    },
    /** @param {number} ms */
    sleep(ms) {
      wall += ms;
    },
    /** UTC, whatever this device believes. @param {number} wrong */
    utc: (wrong) => wall - wrong,
  };
}
