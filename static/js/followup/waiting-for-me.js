// @ts-check
// What waits for this person besides the question of the moment: dates to answer, the best hopes, the health check, next
// steps, whom to invite. A line says so wherever they are, and its button leads there.
import { html, signal } from "../../vendor/preact.js";
import { pendingOf } from "../core/outbox.js";
import { all, one } from "../core/records.js";
import { answerTo, myHopes } from "../hopes/my-hopes.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { proposedDates } from "./next-meeting.js";

/** @typedef {OnNowRecord["asks"][number]} Asked */

/**
 * Where each is answered: on which tab of a phone, and at which control; and whether this person has not done so yet.
 * @type {Record<Asked, {tab: string, at: string, isOpen: () => boolean}>}
 */
const PLACES = {
  steps: { tab: "next", at: ".step-form textarea", isOpen: () => true },
  hopes: { tab: "notes", at: ".my-hope button", isOpen: () => myHopes().some((note) => !answerTo(note.id)) },
  dates: { tab: "next", at: ".date-card button", isOpen: () => proposedDates().some((date) => !isAnswered(date.id)) },
  review: { tab: "next", at: ".review-stages button", isOpen: () => !all("review_answer").length },
  invites: { tab: "next", at: "#invite", isOpen: () => !all("suggested").length && !pendingOf("invite.add").length },
};

/** What this person does not want to be told about, until something else is asked. @type {import("../../vendor/preact.js").Signal<string>} */
const putOff = signal("");

/** @param {string} date */
const isAnswered = (date) => all("date_mark").some((mark) => mark.date === date);

/** What this person is asked and has not answered, in the order of the server. @returns {Asked[]} */
export function waitingForMe() {
  return (one("on_now")?.asks || []).filter((each) => PLACES[each]?.isOpen());
}

/** Moves the focus there, and opens what is folded over it. @param {string} at */
function goTo(at) {
  const control = /** @type {HTMLElement | null} */ (document.querySelector(at));
  const fold = control?.closest("details");
  if (fold) fold.open = true;
  control?.focus();
}

/** @param {{here?: string, onGo: (tab: string) => void}} props  `here`: the tab in view; without tabs, nothing is. */
export function WaitingForMe({ here, onGo }) {
  // A part for next steps has them at the top of the page where there are no tabs.
  const waiting = waitingForMe().filter((each) => (here ? PLACES[each].tab !== here : each !== "steps"));
  const key = `${one("on_now")?.section} ${waiting.join(" ")}`;
  if (!waiting.length || putOff.value === key) return null;
  const answer = () => {
    onGo(PLACES[waiting[0]].tab);
    // The tab has to be drawn first.
    requestAnimationFrame(() => requestAnimationFrame(() => goTo(PLACES[waiting[0]].at)));
  };
  return html`<div class="notice turn waiting-for-me">
    <p class="grow">
      ${waiting.length === 1 ? t(`thread.waiting.${waiting[0]}`) : t("thread.waiting.several", { n: waiting.length })}
    </p>
    <button type="button" class="button small" onClick=${answer}>${t("thread.waiting.answer")}</button>
    <button
      type="button"
      class="button plain small"
      aria-label=${t("thread.waiting.not_now")}
      onClick=${() => (putOff.value = key)}
    >
      <${Icon} name="x" />
    </button>
  </div>`;
}
