// @ts-check
// What the views of the round and of raised hands ask of the records.
import { you } from "../core/connection.js";
import { all, get } from "../core/records.js";

/** The name someone chose, or their friendly marker. @param {string} id */
export function displayName(id) {
  const person = get("person", id);
  return person ? person.name || person.marker : "";
}

export const currentTurn = () => all("turn").find((turn) => turn.state === "speaking");
export const waitingTurns = () => all("turn").filter((turn) => turn.state === "waiting");

/** Whether somebody speaks or waits to. */
export function roundIsOn() {
  return all("turn").some((turn) => turn.state === "speaking" || turn.state === "waiting");
}

/** The round of the part that is on, also when it is over. */
export function currentRound() {
  const now = all("section").find((section) => section.state === "now");
  return now && get("round", now.id);
}

/** Whose hand has the word. */
export const speakingHand = () => all("hand").find((hand) => hand.state === "speaking");
/** Hands that wait, the first one first. */
export const waitingHands = () => all("hand").filter((hand) => hand.state === "waiting");
export const myHand = () => all("hand").find((hand) => hand.person === you.value?.id);

/** How many remote hands stand before the first one in the room, where there is one. */
export function remoteHandsInFront() {
  const places = waitingHands().map((hand) => get("person", hand.person)?.place);
  return Math.max(0, places.indexOf("room"));
}

/** How many are here, in the room and remote. */
export function presentCounts() {
  const here = all("person").filter((person) => person.online);
  const room = here.filter((person) => person.place === "room").length;
  return { room, remote: here.length - room };
}
