// @ts-check
// Browsers keep the pictures of photographs for a day. What was erased, or hidden from this person, is to be gone from
// there too: asked for again past the cache, it is not found, and that takes its place.
import { effect } from "../../vendor/preact.js";
import { status } from "../core/connection.js";
import { all } from "../core/records.js";
import { photoUrl } from "./photo-card.js";

/** What a photograph can be, and the widths in which it is shown; 0 for all of it. */
const KINDS = /** @type {const} */ (["photo", "held_photo", "removed_photo"]);
const WIDTHS = [0, 480, 1000];
/** Screens ask within this time, not all at once. */
const WITHIN_MS = 2000;

/** From now on, this page has the browser forget the pictures of photographs that are gone. */
export function forgetPicturesThatGo() {
  /** @type {Set<string>} */
  let before = new Set();
  effect(() => {
    const there = new Set(KINDS.flatMap((kind) => all(kind).map(({ id }) => id)));
    if (status.value !== "live") return;
    for (const id of before) if (!there.has(id)) setTimeout(() => forget(id), Math.random() * WITHIN_MS);
    before = there;
  });
}

/** @param {string} id */
async function forget(id) {
  for (const width of WIDTHS) {
    const url = photoUrl({ id }, width);
    try {
      await fetch(url, { cache: "only-if-cached", mode: "same-origin" });
      await fetch(url, { cache: "reload" });
    } catch {
      // It was never there.
    }
  }
}
