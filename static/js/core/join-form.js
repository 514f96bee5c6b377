// @ts-check
// What somebody typed on the page on which they join, for this tab: the choice of a language leads back there, and so does
// a page that is loaded again before its connection has come, if somebody else was given the place meanwhile.
import { page } from "./page-data.js";
import { safely } from "./storage.js";

const KEY = "live_cop.join_form";

/** @param {{name: string, newcomer: boolean}} typed */
export const keepJoinForm = (typed) =>
  safely(() => sessionStorage.setItem(KEY, JSON.stringify({ ...typed, code: page.code })));

/** What was typed for this meeting, or null. @returns {{name: string, newcomer: boolean} | null} */
export function keptJoinForm() {
  const kept = safely(() => JSON.parse(sessionStorage.getItem(KEY) || "null"));
  return kept?.code === page.code ? kept : null;
}

/** Whoever uses this device next finds no trace of it. */
export const forgetJoinForm = () => safely(() => sessionStorage.removeItem(KEY));
