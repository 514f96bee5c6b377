// @ts-check
// The round: who is speaking and for how long, and the order in which the others follow.
import { html } from "../../../vendor/preact.js";
import { msUntil } from "../../agenda/countdown.js";
import { formatClock } from "../../agenda/timer.js";
import { PeopleDots, PersonPlace } from "../../board/people.js";
import { zonesOnBoard } from "../../board/showing.js";
import { you } from "../../core/connection.js";
import { all } from "../../core/records.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { currentRound, currentTurn, displayName, waitingTurns } from "../../voices/queries.js";
import { WallView } from "./wall-view.js";

export function RoundView() {
  const turns = all("turn");
  const now = currentTurn();
  const queue = waitingTurns();
  const finished = turns.length - queue.length - (now ? 1 : 0);
  const zones = zonesOnBoard();
  return html`
    ${
      now || queue.length
        ? html`<div class="mirror-round">
          ${now ? html`<${Speaking} turn=${now} />` : html`<${Ready} turn=${queue[0]} />`}
          <${Order} queue=${now ? queue : queue.slice(1)} of=${turns.length} />
          <div class="mirror-foot">
            <${PeopleDots} of=${turns.length} full=${finished} now=${finished} />
            <p class="soft num">${t("board.round.heard", { n: finished, m: turns.length })}</p>
          </div>
        </div>`
        : html`<${Over} />`
    }
    ${zones.length > 0 && html`<${WallView} zones=${zones} />`}
  `;
}

/** How many of the next speakers are named. The side says where this person stands. */
const MOST_NEXT = 6;

/** @param {{turn: TurnRecord}} props */
function Speaking({ turn }) {
  const length = turn.seconds * 1000;
  const left = Math.min(length, msUntil((turn.started_at ?? 0) + length));
  return html`<div class="mirror-speaker">
    <p class="soft">${t("board.round.speaking")}</p>
    <h3><bdi>${displayName(turn.person)}</bdi></h3>
    <p><${PersonPlace} id=${turn.person} /></p>
    <p class="mirror-voice num" role="timer" aria-label=${t("board.round.time")}>
      ${left > 0 ? formatClock(left) : t("board.round.finish")}
    </p>
  </div>`;
}

/** Nobody is speaking: the chair calls the next person. @param {{turn: TurnRecord}} props */
function Ready({ turn }) {
  return html`<div class="mirror-speaker">
    <p class="soft">${t("voice.board.row_next")}</p>
    <h3><bdi>${displayName(turn.person)}</bdi></h3>
    <p><${PersonPlace} id=${turn.person} /></p>
  </div>`;
}

/**
 * As high as at the start of the round, so that the notes below stay in their place.
 * @param {{queue: TurnRecord[], of: number}} props  `of`: how many turns the round has.
 */
function Order({ queue, of }) {
  const rows = `--rows: ${Math.min(MOST_NEXT + 1, of - 1)}`;
  if (!queue.length)
    return html`<div class="mirror-order" style=${rows}><p class="soft">${t("board.round.last")}</p></div>`;
  const more = queue.length - MOST_NEXT;
  return html`<div class="mirror-order" style=${rows}>
    <p class="soft">${t("board.round.next")}</p>
    <ol>
      ${queue.slice(0, MOST_NEXT).map(
        (turn) => html`<li key=${turn.id} class=${turn.person === you.value?.id ? "is-me" : ""}>
          <bdi>${displayName(turn.person)}</bdi> <${PersonPlace} id=${turn.person} />
        </li>`,
      )}
    </ol>
    ${more > 0 && html`<p class="soft num">${t("board.round.more", { n: more })}</p>`}
  </div>`;
}

function Over() {
  const round = currentRound();
  if (!round) return html`<p class="soft">${t("board.round.none")}</p>`;
  return html`<div class="mirror-speaker">
    <h3>${t("board.round.over")}</h3>
    <ul class="row">
      <li><${Icon} name="armchair" /> ${t("voice.board.room", { n: round.heard_room })}</li>
      <li><${Icon} name="monitor" /> ${t("voice.board.remote", { n: round.heard_remote })}</li>
    </ul>
  </div>`;
}
