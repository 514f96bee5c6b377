// @ts-check
// Hints for a chair who is new to the console: each appears once on this device, at the moment when it is needed, and
// goes with a press or with its moment.
import { effect, html, signal } from "../../../vendor/preact.js";
import { timerLeft } from "../../agenda/timer.js";
import { all, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { safely } from "../../core/storage.js";
import { allCards } from "../../photos/photo-card.js";
import { Icon } from "../../ui/icon.js";
import { Status } from "../../ui/status.js";
import { t } from "../../ui/words.js";
import { waitingHands } from "../../voices/queries.js";

const STORED = "hints";
/** So many notes are worth a picture. */
const FULL_WALL = 12;
/** After so many notes it is time to say what they are. */
const FIRST_NOTES = 3;

/** The hints, each with its moment; where several fit, the first one appears. @type {[string, () => boolean][]} */
const HINTS = [
  ["before", () => one("meeting")?.state === "waiting" && !one("meeting")?.cancelled],
  ["round", () => view() === "round"],
  ["scale", () => view() === "scale" && openScale()],
  ["groups", () => view() === "teams"],
  // In a round raised hands rest.
  ["hand", () => view() !== "round" && waitingHands().length > 0],
  ["over", () => (timerLeft() ?? 0) < 0],
  ["closing", () => view() === "closing"],
  ["picture", () => isWriting() && allCards().length >= FULL_WALL && !all("snapshot").length && mayKeepPictures()],
  ["notes", () => isWriting() && allCards().length >= FIRST_NOTES],
];

const view = () => one("on_now")?.view;
/** Whether the part is one for the wall, so that a word about notes is in place. */
const isWriting = () => ["wall", "welcome", "presentation"].includes(view() || "");
const openScale = () => all("scale").some((scale) => scale.state === "open");
const mayKeepPictures = () => one("meeting")?.keeps === "pictures";

/** Those that this device has shown. @type {import("../../../vendor/preact.js").Signal<string[]>} */
const seen = signal(safely(() => JSON.parse(localStorage.getItem(STORED) || "[]")) || []);
/** The hint that is shown: "" for none. */
const shown = signal("");
/** What the meeting was at when it was chosen. */
let chosenAt = view();

/** @param {string} name */
function markSeen(name) {
  seen.value = seen.value.concat(name);
  // Where nothing can be stored, it is seen until the page is closed.
  safely(() => localStorage.setItem(STORED, JSON.stringify(seen.value)));
}

effect(() => {
  const fitting = HINTS.filter(([name, isNow]) => isNow() && !seen.value.includes(name)).map(([name]) => name);
  const before = shown.peek();
  const at = view();
  // One that is shown stays for as long as its moment lasts, until the meeting is at something else that has its own.
  if (fitting.includes(before) && (at === chosenAt || fitting[0] === before)) return;
  chosenAt = at;
  if (before && !seen.peek().includes(before)) markSeen(before);
  shown.value = fitting[0] || "";
});

export function Hint() {
  const name = isChair() && one("meeting")?.state !== "closed" ? shown.value : "";
  return html`<div class=${name && "moment-hint"}>
    <${Status}>${name && html`<b>${t("practice.hints.heading")}</b> ${t(`practice.hints.${name}`)}`}</>
    ${
      name &&
      html`<button
        type="button"
        class="button plain small"
        aria-label=${t("practice.hints.seen")}
        onClick=${() => markSeen(name)}
      >
        <${Icon} name="x" />
      </button>`
    }
  </div>`;
}
