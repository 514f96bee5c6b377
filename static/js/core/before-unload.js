// @ts-check
// Where this device can store nothing, closing the page would lose words: then, and only then, the browser asks first.
// (A listener that is always there would keep pages out of the back/forward cache.)
import { effect } from "../../vendor/preact.js";

/** @param {() => boolean} isAllStored  Reads signals: it is asked again when one of them changes. */
export function askBeforeUnload(isAllStored) {
  // One for each caller, so that none removes another's.
  const ask = (/** @type {BeforeUnloadEvent} */ event) => {
    event.preventDefault();
    event.returnValue = "";
  };
  effect(() => {
    if (isAllStored()) window.removeEventListener("beforeunload", ask);
    else window.addEventListener("beforeunload", ask);
  });
}
