// @ts-check
// The Back button closes what was opened last, and never throws anyone out of the meeting without asking.
import { signal } from "../../vendor/preact.js";

/** True while the question "leave the meeting?" should be shown. */
export const askingToLeave = signal(false);

/** @type {(() => void)[]} */
const open = [];

/** Puts the guard up. Call once. */
export function guardBackButton() {
  history.replaceState({ guard: "door" }, "");
  history.pushState({ guard: "room" }, "");
  window.addEventListener("popstate", () => {
    history.pushState({ guard: "room" }, "");
    const close = open.pop();
    if (close) close();
    else askingToLeave.value = true;
  });
}

/**
 * Something was opened: Back closes it.
 * @param {() => void} close
 * @returns {() => void}  To be called when it is closed in another way.
 */
export function closeOnBack(close) {
  open.push(close);
  return () => {
    const place = open.indexOf(close);
    if (place >= 0) open.splice(place, 1);
  };
}

/** Leaves for good. */
export function leaveMeeting() {
  window.location.href = "/";
}
