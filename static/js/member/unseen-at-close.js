// @ts-check
// What this person had sent and nobody else had seen when the meeting closed. The close takes it from every screen, and the
// server forgets whose it was: so the device notices it, and tells them. It stores no words, only what waits.
import { effect, html, signal } from "../../vendor/preact.js";
import { status, welcomed, you } from "../core/connection.js";
import { page } from "../core/page-data.js";
import { all, get, one } from "../core/records.js";
import { safely } from "../core/storage.js";
import { CopyWords } from "../drafts/left-behind.js";
import { Status } from "../ui/status.js";
import { t } from "../ui/words.js";

/** Why others have not seen it. @typedef {"photos" | "notes" | "private" | "offers"} Why */
/** @typedef {{id: string, why: Why}} Unseen */

/** @type {Why[]} */
const REASONS = ["photos", "notes", "private", "offers"];

/** Set once the meeting is closed, until this person has read it. @type {import("../../vendor/preact.js").Signal<Unseen[]>} */
const gone = signal([]);
/** The words of what waits, as long as this page is open. @type {Map<string, string>} */
const words = new Map();

const storageName = () => `live_cop.unseen.${page.code}.${you.peek()?.id}`;

/** What waits, as this page knows it; null until it does. @type {Unseen[] | null} */
let kept = null;

/** @returns {Unseen[]} */
const stored = () => kept || safely(() => JSON.parse(localStorage.getItem(storageName()) || "[]")) || [];

/** Where the device keeps nothing, they are told if this page is open at the close. @param {Unseen[]} unseen */
function store(unseen) {
  kept = unseen;
  const text = JSON.stringify(unseen);
  safely(() => {
    if (text === "[]") localStorage.removeItem(storageName());
    else if (text !== localStorage.getItem(storageName())) localStorage.setItem(storageName(), text);
  });
}

/** What of this person's others do not see yet. @returns {Unseen[]} */
function unseenNow() {
  /** @type {Unseen[]} */
  const found = [];
  const isHeld = one("meeting")?.hold;
  for (const { id, text, alone, held } of all("note")) {
    if (alone) found.push({ id, why: "private" });
    else if (held || (isHeld && get("saved", id))) found.push({ id, why: "notes" });
    else continue;
    words.set(id, text);
  }
  for (const { id, state, description } of all("photo")) {
    if (!state) continue;
    found.push({ id, why: "photos" });
    words.set(id, description);
  }
  for (const { id, taken } of all("own_resource_offer")) if (!taken) found.push({ id, why: "offers" });
  return found;
}

/** Whether others see it now, so that nothing is lost. @param {Unseen} unseen */
function isSeen({ id, why }) {
  if (why === "photos") return Boolean(get("photo", id));
  if (why === "offers") return Boolean(get("resource", id));
  // Notes that were written in private have new ids once they are shown.
  return Boolean(get("note", id)) || all("note").some(({ text }) => text === words.get(id));
}

effect(() => {
  if (!welcomed.value || status.value !== "live" || !you.value) return;
  if (one("meeting")?.state === "closed") {
    gone.value = stored().filter((each) => !isSeen(each));
    store(gone.value);
  } else store(unseenNow());
});

/** Tells this person, once, what became of what they had sent. */
export function UnseenAtClose() {
  const unseen = gone.value;
  if (!unseen.length) return null;
  const texts = unseen.map(({ id }) => words.get(id) || "").filter(Boolean);
  const done = () => {
    store([]);
    gone.value = [];
  };
  return html`<${Status} as="div" says="comes" class="notice stack tight">
    ${REASONS.map((why) => {
      const n = unseen.filter((each) => each.why === why).length;
      return n > 0 && html`<p key=${why}>${t(`unseen.${why}`, { n })}</p>`;
    })}
    ${texts.map((text) => html`<blockquote class="refused-words" dir="auto">${text}</blockquote>`)}
    <div class="row">
      ${texts.length > 0 && html`<${CopyWords} words=${texts.join("\n\n")} />`}
      <button type="button" class="button quiet small" onClick=${done}>${t("unseen.read")}</button>
    </div>
  </>`;
}
