// @ts-check
// Modules that are loaded only when they are needed. Without a network they cannot come: then they are asked for again
// as soon as there is one.
import { effect, html, signal, useEffect } from "../../vendor/preact.js";
import { status } from "../core/connection.js";

/**
 * @template T
 * @param {() => Promise<T>} load
 * @returns {{module: () => T | null, need: () => Promise<void>}} `module`: what the module exports, once it is there;
 *   `need`: loads it, and resolves when that has succeeded or failed.
 */
export function late(load) {
  const loaded = signal(/** @type {T | null} */ (null));
  const wanted = signal(false);
  const need = async () => {
    wanted.value = true;
    if (loaded.peek()) return;
    try {
      loaded.value = await load();
    } catch {
      // It is asked for again when the connection is back.
    }
  };
  effect(() => {
    if (status.value === "live" && wanted.value) need();
  });
  return { module: () => loaded.value, need };
}

/**
 * Loads a style sheet. Resolves once the page has it, and rejects if it cannot come now.
 * @param {string} address
 * @returns {Promise<unknown>}
 */
export const loadStyle = (address) =>
  new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
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
