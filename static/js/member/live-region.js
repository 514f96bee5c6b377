// @ts-check
// What screen readers announce: new notes and photographs on the wall, in one short line at most every ten seconds,
// however many there are; and that the meeting closes.
import { html, useEffect, useRef, useState } from "../../vendor/preact.js";
import { isClosing } from "../agenda/closing.js";
import { get } from "../core/records.js";
import { allCards } from "../photos/photo-card.js";
import { t } from "../ui/words.js";
import { cardsWords, countCards } from "../wall/cards-words.js";
import { isMine, myWallZones } from "../wall/queries.js";

const EVERY_MS = 10_000;

export function LiveRegion() {
  const [line, setLine] = useState("");
  const known = useRef(/** @type {Set<string> | null} */ (null));
  const timer = useRef(0);
  const cards = allCards();
  useEffect(() => {
    // What was there on arrival is not new.
    if (!known.current) known.current = new Set(cards.map((card) => card.id));
    if (timer.current || cards.every((card) => known.current?.has(card.id))) return;
    timer.current = window.setTimeout(() => {
      timer.current = 0;
      const before = known.current || new Set();
      const now = allCards();
      const fresh = now.filter(
        (card) => !before.has(card.id) && !isMine(card.id) && myWallZones().some((zone) => zone.id === card.zone),
      );
      known.current = new Set(now.map((card) => card.id));
      setLine(summary(fresh));
    }, EVERY_MS);
  }, [cards.length]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return html`
    <p class="unseen" aria-live="polite">${line}</p>
    <p class="unseen" aria-live="polite">${isClosing() && t("agenda.closing_soon")}</p>
  `;
}

/**
 * "3 new notes and 1 new photograph in “Best hopes”, 1 new note in “Gone well”".
 * @param {import("../photos/photo-card.js").Card[]} cards
 */
function summary(cards) {
  return Array.from(new Set(cards.map((card) => card.zone)))
    .map((zone) =>
      t("member.news", {
        cards: cardsWords(countCards(cards.filter((card) => card.zone === zone)), true),
        zone: get("zone", zone)?.title || "",
      }),
    )
    .join(", ");
}
