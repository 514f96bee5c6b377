// @ts-check
// Queries on the records of small groups. (In the records a "group" is one of notes; people form a "team".)
import { msUntil } from "../agenda/countdown.js";
import { you } from "../core/connection.js";
import { all, get, one } from "../core/records.js";
import { presentCounts } from "../voices/queries.js";

/** The last minute is announced, whether the chair has called people back or not. */
const LAST_MINUTE_MS = 60_000;

/** Whether people are in small groups now. */
export function breakoutsAreOn() {
  const teams = one("teams");
  return Boolean(teams && teams.state !== "over");
}

/** The groups that are open. */
export const openBreakouts = () => all("team").filter((team) => team.state === "on");

/** Milliseconds left, never negative. */
export function breakoutTimeLeft() {
  const teams = one("teams");
  return teams ? Math.max(0, msUntil(teams.ends_at)) : 0;
}

/** Whether it is the last minute. */
export const isLastMinute = () => one("teams")?.state === "back" || breakoutTimeLeft() <= LAST_MINUTE_MS;

/** The group that somebody is in, or was in. @param {string | null} person */
export function breakoutOf(person) {
  const seat = get("seat", person);
  return seat && get("team", seat.team);
}

/** The zone of the group that somebody is in while groups are open. @param {string | null} person */
export function breakoutZoneOf(person) {
  const team = breakoutsAreOn() ? breakoutOf(person) : undefined;
  return team && get("zone", team.zone);
}

const me = () => you.value?.id ?? null;
export const myBreakout = () => breakoutOf(me());
export const myBreakoutZone = () => breakoutZoneOf(me());

/** The link of the call of this person's group, if it is offered to them; "" for none. */
export const myCall = () => get("call", me())?.video_url || "";

/**
 * The groups that somebody may choose: those of their own place if room and remote are separate.
 * @param {PersonRecord | undefined} person
 */
export function breakoutsFor(person) {
  const fitting = openBreakouts().filter((team) => !team.place || team.place === person?.place);
  return fitting.length ? fitting : openBreakouts();
}

/** The least number of people in a group in which nobody can tell who wrote what. */
export const SMALLEST_GROUP = 3;

/** Whether somebody writes for themselves: the chair's side knows what it has written itself, for guests too. */
const isWriter = (/** @type {PersonRecord} */ person) => person.role === "participant" && !person.guest;

/**
 * How many people at a place would be put into groups now: as many as the server counts there, since nobody is told
 * whose device is on line.
 * @param {PersonRecord["place"]} place
 */
export function peopleToSplit(place) {
  const there = all("person").filter((person) => person.place === place && !get("kept_out", person.id));
  const writers = there.filter(isWriter).length;
  // The chair's side is counted as here, but goes from group to group.
  const counted = presentCounts()[place] - (there.length - writers);
  return { writers: Math.max(0, Math.min(writers, counted)), guests: there.filter((person) => person.guest).length };
}

/** How many people write in a group. @param {string} team */
const writersInBreakout = (team) =>
  all("person").filter((person) => isWriter(person) && get("seat", person.id)?.team === team).length;

/**
 * How many people write on a small group's wall while the groups meet, if they are so few that others may guess who
 * wrote what; otherwise 0.
 * @param {ZoneRecord} zone
 */
export function fewWritersOn(zone) {
  const n = zone.team && breakoutsAreOn() ? writersInBreakout(zone.team) : 0;
  return n < SMALLEST_GROUP ? n : 0;
}

/** The people of a group. @param {string} team */
export function peopleInBreakout(team) {
  return all("seat")
    .filter((seat) => seat.team === team)
    .flatMap((seat) => get("person", seat.id) ?? []);
}
