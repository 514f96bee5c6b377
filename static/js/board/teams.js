// @ts-check
// The board while people sit in small groups: where everyone is, and the time. What groups write stays with them.
import { html } from "../../vendor/preact.js";
import { get, one } from "../live/records.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { TeamsClock, TeamsSaying } from "../teams/clock.js";
import { TeamPeople } from "../teams/people.js";
import { peopleIn, teamsAreOn, teamsOn } from "../teams/teams.js";
import { countOf } from "../wall/notes.js";

/** With so many people in one group, or so many groups, everything is written smaller. */
const MANY_PEOPLE = 8;
const MANY_GROUPS = 6;
/** So few stand in one row, with a line for each name. */
const FEW_GROUPS = 4;
/** Names that fit into a card. */
const MOST_NAMES = 8;

export function Teams() {
  const teams = teamsOn();
  if (!teamsAreOn()) return html`<p class="board-empty">${t("team.board.over")}</p>`;
  const many = teams.length > MANY_GROUPS || teams.some((team) => peopleIn(team.id).length > MANY_PEOPLE);
  return html`<section class=${`board-teams ${many ? "many" : teams.length <= FEW_GROUPS ? "few" : ""}`}>
    <header class="board-teams-head"><div class="grow"><h2>${t("team.board.heading")}</h2><${TeamsSaying} />${one("teams")?.by === "choice" && html`<p class="soft">${t("team.board.choose")}</p>`}</div><${TeamsClock} /></header>
    <ul class="board-teams-list" style=${`--across: ${across(teams.length)}`}>${teams.map((team) => html`<${Card} key=${team.id} team=${team} />`)}</ul>
  </section>`;
}

/** Rows as even as can be. @param {number} n */
function across(n) {
  return n <= FEW_GROUPS ? n : Math.ceil(n / Math.ceil(n / FEW_GROUPS));
}

/** @param {{team: any}} props */
function Card({ team }) {
  const zone = get("zone", team.zone);
  const n = zone ? countOf(zone) : 0;
  return html`<li class=${`board-team tint-${zone?.color}`}>
    <h3><bdi>${team.title}</bdi> ${n > 0 && html`<span class="board-count num">${n}<span class="unseen"> ${t("board.notes", { n })}</span></span>`}</h3>
    ${team.place && html`<p class="board-where"><${Icon} name=${team.place === "room" ? "armchair" : "monitor"} /> ${t(`board.round.${team.place}`)}</p>`}
    <${TeamPeople} team=${team.id} most=${MOST_NAMES} />
  </li>`;
}
