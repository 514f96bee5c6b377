// @ts-check
// New notes and photographs on the wall, said to people who use a screen reader: soon after a quiet time, then at most
// twice a minute, however many come; and not while this person is writing.
import { effect } from "../../vendor/preact.js";
import { get } from "../core/records.js";
import { allCards } from "../photos/photo-card.js";
import { announce } from "../ui/announce.js";
import { listed } from "../ui/lists.js";
import { t } from "../ui/words.js";
import { cardsWords, countCards } from "../wall/cards-words.js";
import { isMine, myWallZones } from "../wall/queries.js";

/** What comes within this time is said together. */
const TOGETHER_MS = 5_000;
const EVERY_MS = 30_000;

/** When a key was last pressed in a box. */
let lastKey = -Infinity;
document.addEventListener("input", () => (lastKey = performance.now()), true);

/** @returns {() => void} Ends it. */
export function followNewNotes() {
  // What was there on arrival is not new.
  let known = new Set(allCards().map((card) => card.id));
  let last = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const tell = () => {
    timer = undefined;
    if (performance.now() - lastKey < TOGETHER_MS) return wait(TOGETHER_MS);
    const zones = new Set(myWallZones().map((zone) => zone.id));
    const now = allCards();
    const fresh = now.filter((card) => !known.has(card.id) && !isMine(card.id) && zones.has(card.zone));
    known = new Set(now.map((card) => card.id));
    if (!fresh.length) return undefined;
    last = performance.now();
    return announce(summary(fresh), { topic: "notes" });
  };
  /** @param {number} ms */
  const wait = (ms) => {
    timer = setTimeout(tell, ms);
  };
  const stop = effect(() => {
    if (allCards().some((card) => !known.has(card.id)) && timer === undefined)
      wait(Math.max(TOGETHER_MS, last + EVERY_MS - performance.now()));
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

/**
 * "3 new notes and 1 new photograph in “Best hopes”, 1 new note in “Gone well”".
 * @param {import("../photos/photo-card.js").Card[]} cards
 */
function summary(cards) {
  const zones = Array.from(new Set(cards.map((card) => card.zone)));
  return listed(
    zones.map((zone) =>
      t("member.news", {
        cards: cardsWords(countCards(cards.filter((card) => card.zone === zone)), true),
        zone: get("zone", zone)?.title || "",
      }),
    ),
  );
}
