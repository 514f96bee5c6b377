// @ts-check
// Keeps the screen awake while there is something to watch: a timer or an open scale. Without the browser's support the
// page works as usual.

/** @type {WakeLockSentinel | null} */
let lock = null;
let wanted = false;

/** @param {boolean} on */
export function keepScreenAwake(on) {
  wanted = on;
  if (on) request();
  else if (lock) {
    lock.release().catch(() => {});
    lock = null;
  }
}

async function request() {
  if (!("wakeLock" in navigator) || lock || document.hidden) return;
  try {
    lock = await navigator.wakeLock.request("screen");
    lock.addEventListener("release", () => (lock = null));
  } catch {
    lock = null;
  }
}

// The lock is released whenever the page is hidden; request it again when the page is visible.
document.addEventListener("visibilitychange", () => {
  if (wanted && !document.hidden) request();
});
