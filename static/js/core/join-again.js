// @ts-check
// Somebody else has our place, because this screen did not come for too long: we take one again, as who we were. Our
// cookie still says who we are, so this needs no code, and nothing that was typed is asked for again.
import { page } from "./page-data.js";
import { get } from "./records.js";

/** @typedef {import("./offline-store.js").CommandError} CommandError */

/** Refusals of a connection, or of joining again, that are temporary. */
const TEMPORARY = ["not_saved", "too_fast", "too_many_tries", "elsewhere"];
const ANSWER_MS = 10000;

/** @param {CommandError} refused */
export const isTemporary = (refused) => TEMPORARY.indexOf(refused.code) >= 0;

/**
 * Joins as the person who we were.
 * @param {{id: string, place: PersonRecord["place"]}} me
 * @returns {Promise<CommandError | null>}  Why we cannot; null if it is worth connecting again.
 */
export async function joinAs({ id, place }) {
  const { name = "", newcomer = false } = get("person", id) || {};
  const limit = new AbortController();
  const limiting = setTimeout(() => limit.abort(), ANSWER_MS);
  try {
    // Written out, so that http.js is not among what a phone loads first.
    const body = JSON.stringify({ place, name, newcomer });
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(page.urls.join, { method: "POST", headers, body, signal: limit.signal });
    if (response.ok || response.status >= 500) return null;
    const { error } = await response.json();
    return isTemporary(error) ? null : error;
  } catch {
    // There is no connection: when there is one, we are told the same again.
    return null;
  } finally {
    clearTimeout(limiting);
  }
}
