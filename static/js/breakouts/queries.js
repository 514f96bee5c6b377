// @ts-check
// What the views of small groups ask of the records. (A "group" in the records is one of notes; people form a "team".)
import { msUntil } from "../agenda/countdown.js";
import { you } from "../core/connection.js";
import { all, get, one } from "../core/records.js";

/** In the last minute everybody is told, called back or not. */
const LAST_MS = 60_000;

/** Whether people sit in small groups now. */
export function breakoutsAreOn() {
  const teams = one("teams");
  return Boolean(teams && teams.state !== "over");
}

/** The groups that are on. */
export const openBreakouts = () => all("team").filter((team) => team.state === "on");

/** Milliseconds left, never below zero. */
export function breakoutTimeLeft() {
  const teams = one("teams");
  return teams ? Math.max(0, msUntil(teams.ends_at)) : 0;
}

/** Whether it is the last minute. */
export const isLastMinute = () => one("teams")?.state === "back" || breakoutTimeLeft() <= LAST_MS;

/** The group that somebody sits in, or sat in. @param {string | null} person */
export function breakoutOf(person) {
  const seat = get("seat", person);
  return seat && get("team", seat.team);
}

/** The wall of the group that somebody sits in while groups are on. @param {string | null} person */
export function breakoutZoneOf(person) {
  const team = breakoutsAreOn() ? breakoutOf(person) : undefined;
  return team && get("zone", team.zone);
}

const me = () => you.value?.id ?? null;
export const myBreakout = () => breakoutOf(me());
export const myBreakoutZone = () => breakoutZoneOf(me());

/** The groups among which somebody may choose: where room and remote are apart, those of their place. @param {any} person */
export function breakoutsFor(person) {
  const fitting = openBreakouts().filter((team) => !team.place || team.place === person?.place);
  return fitting.length ? fitting : openBreakouts();
}

/** The people of a group who are here. @param {string} team */
export function peopleInBreakout(team) {
  return all("seat")
    .filter((seat) => seat.team === team)
    .map((seat) => get("person", seat.id))
    .filter((person) => person?.online);
}
