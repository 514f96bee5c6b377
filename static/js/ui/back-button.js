// @ts-check
// The Back button closes what was opened last, and never makes anybody leave the meeting without asking.
import { signal } from "../../vendor/preact.js";

/** True while the question "leave the meeting?" should be shown. */
export const askingToLeave = signal(false);

/** @type {(() => void)[]} */
const open = [];

/** Takes over the Back button. Call once. */
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
 * Makes the Back button close what was just opened.
 * @param {() => void} close
 * @returns {() => void}  To call when it is closed in another way.
 */
export function closeOnBack(close) {
  open.push(close);
  return () => {
    const index = open.indexOf(close);
    if (index >= 0) open.splice(index, 1);
  };
}

/** Leaves the meeting. */
export function leaveMeeting() {
  window.location.href = "/";
}
