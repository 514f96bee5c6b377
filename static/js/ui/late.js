// @ts-check
// Modules that are loaded only when they are needed. Without a network they cannot come: then they are asked for again
// as soon as there is one, and after a while if there is one already.
import { effect, html, signal, useEffect } from "../../vendor/preact.js";
import { status } from "../core/connection.js";

/** The first pause before a module is asked for again, and the longest. Each varies by half, for a whole room may wait. */
const FIRST_PAUSE_MS = 4000;
const LONGEST_PAUSE_MS = 60000;

/**
 * @template T
 * @param {() => Promise<T>} load
 * @returns {{module: () => T | null, need: () => Promise<void>, want: () => void}} `module`: what the module exports, once
 *   it is there; `need`: loads it, and resolves when that has succeeded or failed; `want`: loads it once the page is live.
 */
export function late(load) {
  const loaded = signal(/** @type {T | null} */ (null));
  const wanted = signal(false);
  let pause = FIRST_PAUSE_MS;
  /** The one attempt that runs or has succeeded. @type {Promise<void> | null} */
  let pending = null;
  const attempt = async () => {
    try {
      loaded.value = await load();
    } catch {
      pending = null;
      // Without a connection it is asked for when that is back.
      setTimeout(() => status.peek() === "live" && need(), pause * (0.5 + Math.random()));
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  };
  const want = () => {
    wanted.value = true;
  };
  const need = () => {
    want();
    pending ||= attempt();
    return pending;
  };
  effect(() => {
    if (status.value === "live" && wanted.value) need();
  });
  return { module: () => loaded.value, need, want };
}

/** The style sheets that the page has or is loading, by address. @type {Map<string, Promise<unknown>>} */
const styles = new Map();

/**
 * Loads a style sheet, once. Resolves when the page has it, and rejects if it cannot come now.
 * @param {string} address
 */
export function loadStyle(address) {
  const style = styles.get(address) || linkStyle(address);
  styles.set(address, style);
  return style;
}

/** @param {string} address @returns {Promise<unknown>} */
const linkStyle = (address) =>
  new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      styles.delete(address);
      reject(new Error(address));
    };
    document.head.append(link);
  });

/**
 * A view that is loaded when it is drawn for the first time; until then there is what `waiting` draws in its place.
 * @template T
 * @param {() => Promise<T>} load @param {(module: T) => (props: any) => any} pick @param {() => any} [waiting]
 */
export function lateView(load, pick, waiting = () => null) {
  const { module, need } = late(load);
  return (/** @type {any} */ props) => {
    useEffect(() => void need(), []);
    const loaded = module();
    return loaded ? html`<${pick(loaded)} ...${props} />` : waiting();
  };
}
