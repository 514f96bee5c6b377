// @ts-check
// Keeps the screen awake while there is something to watch: a timer or an open scale. Where a browser cannot, the page
// works all the same.

/** @type {any} */
let lock = null;
let wanted = false;

/** @param {boolean} on */
export function keepScreenAwake(on) {
  wanted = on;
  if (on) take();
  else if (lock) {
    lock.release().catch(() => {});
    lock = null;
  }
}

async function take() {
  const api = /** @type {any} */ (navigator).wakeLock;
  if (!api || lock || document.hidden) return;
  try {
    lock = await api.request("screen");
    lock.addEventListener("release", () => (lock = null));
  } catch {
    lock = null;
  }
}

// The lock is lost whenever the page is hidden; take it again when somebody looks.
document.addEventListener("visibilitychange", () => {
  if (wanted && !document.hidden) take();
});
