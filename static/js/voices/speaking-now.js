// @ts-check
// Who is speaking, in two lines that are the same on every phone and laptop, before, during and after somebody's own
// turn: for how long, who comes then, and how many people are before this person.
import { html } from "../../vendor/preact.js";
import { formatClock } from "../agenda/timer.js";
import { you } from "../core/connection.js";
import { one } from "../core/records.js";
import { t } from "../ui/words.js";
import {
  currentTurn,
  displayName,
  placeWord,
  roundIsOn,
  speakingHand,
  turnLeft,
  waitingHands,
  waitingTurns,
} from "./queries.js";

/**
 * Who speaks and who comes then: in a round, and among raised hands.
 * @returns {{now: TurnRecord | HandRecord | undefined, queue: (TurnRecord | HandRecord)[]}}
 */
function speakers() {
  return roundIsOn() ? { now: currentTurn(), queue: waitingTurns() } : { now: speakingHand(), queue: waitingHands() };
}

/** "Speaking now: Priya, in the room 0:42. Then Teal Otter, remote. 2 people are before you." */
export function SpeakingNow() {
  const { now, queue } = speakers();
  const first = now || queue[0];
  if (!first || one("meeting")?.state !== "live") return null;
  const turn = currentTurn();
  return html`<div class="speaking-now">
    <div class="grow">
      <p><b>${t(now ? "voice.now.speaking" : "voice.now.first", nameAndPlace(first.person))}</b></p>
      <p class="small-text"><${SpeakingThen} /> ${wordsOnMyPlace()}</p>
    </div>
    ${turn && html`<${TurnClock} turn=${turn} />`}
  </div>`;
}

/** Who comes after the person who speaks, or is called first. */
export function SpeakingThen() {
  const { now, queue } = speakers();
  const next = queue[now ? 0 : 1];
  if (!next) return roundIsOn() ? html`<span>${t("voice.now.last")}</span>` : null;
  // The person themself reads that they are next.
  return next.person === you.value?.id ? null : html`<span>${t("voice.now.then", nameAndPlace(next.person))}</span>`;
}

/** The time that is left of a turn; nobody is counted out when it is over. @param {{turn: TurnRecord}} props */
export function TurnClock({ turn }) {
  const left = turnLeft(turn);
  return html`<span class="num turn-clock" role="timer" aria-label=${t("voice.now.time")} translate=${false}>
    ${left > 0 ? formatClock(left) : t("voice.now.finishing")}
  </span>`;
}

/** The name of somebody who speaks or will, and where they are. @param {string} person */
function nameAndPlace(person) {
  const name = displayName(person);
  return { name: person === you.value?.id ? t("voice.now.you", { name }) : name, place: placeWord(person) };
}

/** This person's place in the queue, 1 for whoever comes next; 0 if they do not wait. */
export const placeInQueue = () => speakers().queue.findIndex((each) => each.person === you.value?.id) + 1;

/** How many people are before this person, if they wait. */
export function wordsOnMyPlace() {
  const at = placeInQueue() - 1;
  const { now } = speakers();
  if (at < 0) return "";
  const before = at + (now ? 1 : 0);
  if (before > 1) return t("voice.now.before", { n: before });
  return t(before ? "voice.now.you_next" : "voice.mine.called_soon");
}
