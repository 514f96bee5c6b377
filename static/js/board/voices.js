// @ts-check
// One line above the footer of the board: who is speaking and whose hands are up, or for a moment how many people spoke
// in the round. Whatever else the board shows stays in its place.
import { html } from "../../vendor/preact.js";
import { msUntil } from "../agenda/countdown.js";
import { one } from "../core/records.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import {
  currentRound,
  currentTurn,
  displayName,
  roundIsOn,
  speakingHand,
  waitingHands,
  waitingTurns,
} from "../voices/queries.js";
import { TurnClock } from "../voices/speaking-now.js";
import { Fit } from "./layout/fit.js";
import { PersonPlace } from "./people.js";

/** How many raised hands are named. */
const MOST_HANDS = 3;
/** How long the result of a round stays: long enough to read and enjoy. */
const MOMENT_MS = 20_000;

/** @param {{showing: BoardRecord["showing"]}} props */
export function Voices({ showing }) {
  if (one("meeting")?.state !== "live" || showing === "join") return null;
  if (roundIsOn()) return showing === "round" ? null : html`<${RoundLine} />`;
  const speaking = speakingHand();
  const queue = waitingHands();
  const round = speaking || queue.length || showing === "round" ? undefined : currentRound();
  if (round?.state === "over" && msUntil((round.ended_at ?? 0) + MOMENT_MS) > 0)
    return html`<${Fit} as="section" class="board-voices" label=${t("board.round.heard_all")}>
      <p>${t("voice.board.over")}</p>
      <${VoicesHeard} round=${round} />
    <//>`;
  return speaking || queue.length ? html`<${HandsLine} speaking=${speaking} queue=${queue} />` : null;
}

/** The round, while the board shows something else: who is speaking, for how long, and who comes then. */
function RoundLine() {
  const turn = currentTurn();
  const [first, second] = turn ? [turn, waitingTurns()[0]] : waitingTurns();
  return html`<${Fit} as="section" class="board-voices" label=${t("board.round.heard_all")}>
    <p class="board-word">
      <${Icon} name="mic" /> ${!turn && t("voice.board.row_next")} <b><bdi>${displayName(first.person)}</bdi></b>
      ${turn && ` ${t("voice.board.speaks")}`} <${PersonPlace} id=${first.person} />
    </p>
    ${turn && html`<${TurnClock} turn=${turn} />`}
    ${
      second &&
      html`<p>
        <span class="soft">${t("board.round.next")}</span> <b><bdi>${displayName(second.person)}</bdi></b> <${PersonPlace} id=${second.person} />
      </p>`
    }
  <//>`;
}

/** @param {{speaking?: HandRecord, queue: HandRecord[]}} props */
function HandsLine({ speaking, queue }) {
  const more = queue.length - MOST_HANDS;
  return html`<${Fit} as="section" class="board-voices" label=${t("voice.board.hands")}>
    ${
      speaking &&
      html`<p class="board-word">
        <${Icon} name="mic" /> <b><bdi>${displayName(speaking.person)}</bdi></b> ${t(
          "voice.board.speaks",
        )} <${PersonPlace} id=${speaking.person} />
      </p>`
    }
    ${
      queue.length > 0 &&
      html`<div class="board-hands">
        <p><${Icon} name="hand" /> ${t("voice.board.hands")}</p>
        <ol>
          ${queue.slice(0, MOST_HANDS).map(
            (hand) => html`<li key=${hand.id}>
              <b><bdi>${displayName(hand.person)}</bdi></b> <${PersonPlace} id=${hand.person} />
            </li>`,
          )}
        </ol>
        ${more > 0 && html`<p class="soft">${t("voice.board.more", { n: more })}</p>`}
      </div>`
    }
  <//>`;
}

/** How many people spoke, in the room and remotely. @param {{round: RoundRecord}} props */
export function VoicesHeard({ round }) {
  return html`<ul class="board-heard">
    <li><${Icon} name="armchair" /> ${t("voice.board.room", { n: round.heard_room })}</li>
    <li><${Icon} name="monitor" /> ${t("voice.board.remote", { n: round.heard_remote })}</li>
  </ul>`;
}
