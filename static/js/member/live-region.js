// @ts-check
// New notes on the wall, announced to screen readers: one short line at most every ten seconds, however many notes
// there are.
import { html, useEffect, useRef, useState } from "../../vendor/preact.js";
import { all, get } from "../core/records.js";
import { t } from "../ui/words.js";
import { isMine, myWallZones } from "../wall/queries.js";

const EVERY_MS = 10_000;

export function LiveRegion() {
  const [line, setLine] = useState("");
  const known = useRef(/** @type {Set<string> | null} */ (null));
  const timer = useRef(0);
  const notes = all("note");
  useEffect(() => {
    // What was there on arrival is not new.
    if (!known.current) known.current = new Set(notes.map((note) => note.id));
    if (timer.current || notes.every((note) => known.current?.has(note.id))) return;
    timer.current = window.setTimeout(() => {
      timer.current = 0;
      const before = known.current || new Set();
      const fresh = all("note").filter(
        (note) => !before.has(note.id) && !isMine(note.id) && myWallZones().some((zone) => zone.id === note.zone),
      );
      known.current = new Set(all("note").map((note) => note.id));
      setLine(summary(fresh));
    }, EVERY_MS);
  }, [notes.length]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return html`<p class="unseen" aria-live="polite">${line}</p>`;
}

/** "3 new notes in “Best hopes”, 1 new note in “Gone well”". @param {NoteRecord[]} notes */
function summary(notes) {
  const zones = Array.from(new Set(notes.map((note) => note.zone)));
  return zones
    .map((zone) =>
      t("member.news", { n: notes.filter((note) => note.zone === zone).length, zone: get("zone", zone)?.title || "" }),
    )
    .join(", ");
}
