// @ts-check
// Queries on the records of the round and of raised hands.
import { msUntil } from "../agenda/countdown.js";
import { you } from "../core/connection.js";
import { all, get, one } from "../core/records.js";
import { t } from "../ui/words.js";

/** The name that somebody chose, or else their marker. @param {string} id */
export function displayName(id) {
  const person = get("person", id);
  return person ? person.name || person.marker : "";
}

export const currentTurn = () => all("turn").find((turn) => turn.state === "speaking");
/** The turns that wait, the next one first. */
export const waitingTurns = () => all("turn").filter((turn) => turn.state === "waiting");
/**
 * Milliseconds left of a turn that has begun, negative once it is over. A view that reads it is drawn each second.
 * @param {TurnRecord} turn
 */
export const turnLeft = (turn) => Math.min(msUntil((turn.started_at ?? 0) + turn.seconds * 1000), turn.seconds * 1000);
/** Where somebody takes part, as a word. @param {string} id */
export const placeWord = (id) => t(`voice.${get("person", id)?.place || "room"}`);

/** Whether anybody speaks or waits for a turn. */
export function roundIsOn() {
  return all("turn").some((turn) => turn.state === "speaking" || turn.state === "waiting");
}

/** The round of the current section, even if it is over. */
export function currentRound() {
  const section = all("section").find((section) => section.state === "now");
  return section && get("round", section.id);
}

/** The hand of the person who speaks. */
export const speakingHand = () => all("hand").find((hand) => hand.state === "speaking");
/** Hands that wait, first in the queue first. */
export const waitingHands = () => all("hand").filter((hand) => hand.state === "waiting");
export const myHand = () => all("hand").find((hand) => hand.person === you.value?.id);

/** How many remote hands are in the queue before the first one in the room, if there is one. */
export function remoteHandsInFront() {
  const places = waitingHands().map((hand) => get("person", hand.person)?.place);
  return Math.max(0, places.indexOf("room"));
}

/** How many are here, in the room and remote. */
export function presentCounts() {
  const { room = 0, remote = 0 } = one("present") || {};
  return { room, remote };
}

/** "18 in the room, 9 remote", or that nobody is in one of the two. */
export function placesWords({ room, remote } = presentCounts()) {
  return t(`common.here.${room && remote ? "both" : room ? "room" : remote ? "remote" : "nobody"}`, { room, remote });
}
