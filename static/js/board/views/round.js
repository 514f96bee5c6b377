// @ts-check
// The round: who is speaking, who is next, and the speaking time as a calm bar that puts nobody under pressure. When
// the round is over, how many people spoke.
import { html } from "../../../vendor/preact.js";
import { formatClock } from "../../agenda/timer.js";
import { all } from "../../core/records.js";
import { t } from "../../ui/words.js";
import { currentRound, currentTurn, displayName, turnLeft, waitingTurns } from "../../voices/queries.js";
import { PeopleDots, PersonPlace } from "../people.js";
import { VoicesHeard } from "../voices.js";

/** How many of the next speakers are named. */
const MOST_NEXT = 4;

export function Round() {
  const turns = all("turn");
  const now = currentTurn();
  const queue = waitingTurns();
  // People who passed have had their turn like everyone else; the board makes no difference.
  const finished = turns.length - queue.length - (now ? 1 : 0);
  if (!now && !queue.length) return html`<${RoundOver} />`;
  return html`<section class="board-turns">
    ${now ? html`<${Speaking} turn=${now} />` : html`<${ReadyToStart} turn=${queue[0]} />`}
    <${NextSpeakers} waiting=${now ? queue : queue.slice(1)} />
    <div class="board-round-foot">
      <${PeopleDots} of=${turns.length} full=${finished} now=${finished} />
      <p>${t("board.round.heard", { n: finished, m: turns.length })}</p>
    </div>
  </section>`;
}

function RoundOver() {
  const round = currentRound();
  if (!round) return html`<p class="board-empty">${t("board.round.none")}</p>`;
  return html`<section class="board-round-over">
    <h2>${t("board.round.over")}</h2>
    <${VoicesHeard} round=${round} />
  </section>`;
}

/** @param {{turn: TurnRecord}} props */
function Speaking({ turn }) {
  const length = turn.seconds * 1000;
  const left = turnLeft(turn);
  const share = Math.min(1, Math.max(0, 1 - left / length));
  return html`<div class=${`board-speaking ${left <= 0 ? "is-over" : ""}`}>
    <p class="board-label">${t("board.round.speaking")}</p>
    <${SpeakerName} id=${turn.person} />
    <div class="board-voice" aria-hidden="true"><i style=${`transform: scaleX(${share.toFixed(4)})`}></i></div>
    <p class="board-voice-words">
      <span class="num" role="timer" aria-label=${t("board.round.time")}>
        ${left > 0 ? formatClock(left) : t("board.round.finish")}
      </span>
    </p>
  </div>`;
}

/** Nobody is speaking: the chair calls the next speaker when ready. @param {{turn: TurnRecord}} props */
function ReadyToStart({ turn }) {
  return html`<div class="board-speaking">
    <p class="board-label">${t("voice.board.row_next")}</p>
    <${SpeakerName} id=${turn.person} />
    <p class="board-voice-words">${t("voice.board.ready")}</p>
  </div>`;
}

/** @param {{id: string}} props */
function SpeakerName({ id }) {
  const name = displayName(id);
  return html`
    <h2 class=${name.length > 14 ? "long-name" : ""}><bdi>${name}</bdi></h2>
    <p><${PersonPlace} id=${id} /></p>
  `;
}

/** @param {{waiting: TurnRecord[]}} props */
function NextSpeakers({ waiting }) {
  if (!waiting.length) return html`<div class="board-next"><p class="board-label">${t("board.round.last")}</p></div>`;
  const more = waiting.length - MOST_NEXT;
  return html`<div class="board-next">
    <p class="board-label">${t("board.round.next")}</p>
    <ol>
      ${waiting.slice(0, MOST_NEXT).map(
        (turn) => html`<li key=${turn.id} data-item>
          <b><bdi>${displayName(turn.person)}</bdi></b>
          <${PersonPlace} id=${turn.person} />
        </li>`,
      )}
    </ol>
    ${more > 0 && html`<p class="soft">${t("board.round.more", { n: more })}</p>`}
  </div>`;
}
