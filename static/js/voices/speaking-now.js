// @ts-check
// The round in two lines, the same on every phone and laptop, before, during and after somebody's own turn: who is
// speaking and for how long, who comes then, and how many people are before this person.
import { html } from "../../vendor/preact.js";
import { formatClock } from "../agenda/timer.js";
import { you } from "../core/connection.js";
import { t } from "../ui/words.js";
import { currentTurn, displayName, placeWord, roundIsOn, turnLeft, waitingTurns } from "./queries.js";

/** "Speaking now: Priya, in the room 0:42. Then Teal Otter, remote. 2 people are before you." */
export function SpeakingNow() {
  if (!roundIsOn()) return null;
  const turn = currentTurn();
  const first = turn || waitingTurns()[0];
  return html`<div class="speaking-now">
    <div class="grow" role="status">
      <p><b>${t(turn ? "voice.now.speaking" : "voice.now.first", nameAndPlace(first))}</b></p>
      <p class="small-text"><${SpeakingThen} /> ${wordsOnMyPlace()}</p>
    </div>
    ${turn && html`<${TurnClock} turn=${turn} />`}
  </div>`;
}

/** Who comes after the person who speaks, or is called first. */
export function SpeakingThen() {
  const turn = currentTurn();
  const next = waitingTurns()[turn ? 0 : 1];
  if (!next) return html`<span>${t("voice.now.last")}</span>`;
  // The person themself reads that they are next.
  return next.person === you.value?.id ? null : html`<span>${t("voice.now.then", nameAndPlace(next))}</span>`;
}

/** The time that is left of a turn; nobody is counted out when it is over. @param {{turn: TurnRecord}} props */
export function TurnClock({ turn }) {
  const left = turnLeft(turn);
  return html`<span class="num turn-clock" role="timer" aria-label=${t("voice.now.time")} translate=${false}>
    ${left > 0 ? formatClock(left) : t("voice.now.finishing")}
  </span>`;
}

/** The name of somebody who speaks or will, and where they are. @param {TurnRecord} turn */
function nameAndPlace(turn) {
  return { name: displayName(turn.person), place: placeWord(turn.person) };
}

/** How many people are before this person, if they wait. */
function wordsOnMyPlace() {
  const before = waitingTurns().findIndex((turn) => turn.person === you.value?.id) + (currentTurn() ? 1 : 0);
  if (!waitingTurns().some((turn) => turn.person === you.value?.id)) return "";
  if (before > 1) return t("voice.now.before", { n: before });
  return t(before ? "voice.now.you_next" : "voice.mine.called_soon");
}
