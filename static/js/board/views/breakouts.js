// @ts-check
// The board while people are in small groups: who is where, and the time. What the groups write stays with them.
import { html } from "../../../vendor/preact.js";
import { BreakoutClock, BreakoutTimeNotice } from "../../breakouts/people-and-time.js";
import { breakoutsAreOn, openBreakouts, peopleInBreakout } from "../../breakouts/queries.js";
import { get, one } from "../../core/records.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { cardsWords } from "../../wall/cards-words.js";
import { cardsIn } from "../../wall/queries.js";
import { FittingNames } from "../layout/fitting-names.js";

/** With more people in one group, or more groups, all letters are smaller. */
const MANY_PEOPLE = 8;
const MANY_GROUPS = 6;
/** No more groups than this stand in one row, with a line for each name. */
const FEW_GROUPS = 4;

export function Breakouts() {
  const teams = openBreakouts();
  if (!breakoutsAreOn()) return html`<p class="board-empty">${t("team.board.over")}</p>`;
  const many = teams.length > MANY_GROUPS || teams.some((team) => peopleInBreakout(team.id).length > MANY_PEOPLE);
  return html`<section class=${`board-breakouts ${many ? "many" : teams.length <= FEW_GROUPS ? "few" : ""}`}>
    <header class="board-breakouts-head">
      <div class="grow">
        <h2>${t("team.board.heading")}</h2>
        <${BreakoutTimeNotice} />
        ${one("teams")?.by === "choice" && html`<p class="soft">${t("team.board.choose")}</p>`}
      </div>
      <${BreakoutClock} />
    </header>
    <ul class="board-breakouts-list" style=${`--across: ${across(teams.length)}`}>
      ${teams.map((team) => html`<${BreakoutCard} key=${team.id} team=${team} />`)}
    </ul>
  </section>`;
}

/** How many cards stand in a row, so that the rows are as even as possible. @param {number} n */
function across(n) {
  return n <= FEW_GROUPS ? n : Math.ceil(n / Math.ceil(n / FEW_GROUPS));
}

/** @param {{team: TeamRecord}} props */
function BreakoutCard({ team }) {
  const zone = get("zone", team.zone);
  const cards = zone ? cardsIn(zone) : { notes: 0, photos: 0 };
  const count = cards.notes + cards.photos;
  const people = peopleInBreakout(team.id);
  return html`<li data-item class=${`board-breakout tint-${zone?.color}`}>
    <h3>
      <bdi>${team.title}</bdi> ${
        count > 0 && html`<${Count} icon="sticky-note" n=${count} words=${cardsWords(cards)} />`
      }
      ${
        people.length > 0 &&
        html`<${Count} icon="users" n=${people.length} words=${t("team.board.people", { n: people.length })} />`
      }
    </h3>
    ${
      team.place &&
      html`<p class="board-where">
        <${Icon} name=${team.place === "room" ? "armchair" : "monitor"} /> ${t(`board.round.${team.place}`)}
      </p>`
    }
    ${
      people.length > 0
        ? html`<${FittingNames} people=${people} />`
        : html`<p class="soft small-text">${t("team.nobody")}</p>`
    }
  </li>`;
}

/** @param {{icon: string, n: number, words: string}} props */
function Count({ icon, n, words }) {
  return html`<span class="board-count num">
    <${Icon} name=${icon} /> <span aria-hidden="true">${n}</span>
    <span class="unseen">${words}</span>
  </span>`;
}
