// @ts-check
// The round: who speaks, who is next, and the time of a voice as a calm line that shames nobody.
import { html } from "../../vendor/preact.js";
import { clock, until } from "../agenda/time.js";
import { all } from "../live/records.js";
import { t } from "../ui/words.js";
import { PeopleDots, Where, called } from "./people.js";

export { called };

/** How many of those who come next are named. */
const MOST_NEXT = 4;

export function Round() {
  const turns = all("turn");
  const speaking = turns.find((turn) => turn.state === "speaking");
  const waiting = turns.filter((turn) => turn.state === "waiting");
  // Who passed has had their turn like everyone else; the board makes no difference.
  const heard = turns.length - waiting.length - (speaking ? 1 : 0);
  if (!speaking) return html`<p class="board-empty">${t(heard ? "board.round.over" : "board.round.none")}</p>`;
  return html`<section class="board-turns">
    <${Speaking} turn=${speaking} />
    <${Next} waiting=${waiting} />
    <div class="board-round-foot"><${PeopleDots} of=${turns.length} full=${heard} now=${heard} /><p>${t("board.round.heard", { n: heard, m: turns.length })}</p></div>
  </section>`;
}

/** @param {{turn: any}} props */
function Speaking({ turn }) {
  const length = turn.seconds * 1000;
  const left = Math.min(length, until(turn.started_at + length));
  const share = Math.min(1, Math.max(0, 1 - left / length));
  const name = called(turn.person);
  return html`<div class=${`board-speaking ${left <= 0 ? "is-over" : ""}`}>
    <p class="board-label">${t("board.round.speaking")}</p>
    <h2 class=${name.length > 14 ? "long-name" : ""}><bdi>${name}</bdi></h2>
    <p><${Where} id=${turn.person} /></p>
    <div class="board-voice" aria-hidden="true"><i style=${`transform: scaleX(${share.toFixed(4)})`}></i></div>
    <p class="board-voice-words"><span class="num" role="timer" aria-label=${t("board.round.time")}>${left > 0 ? clock(left) : t("board.round.finish")}</span></p>
  </div>`;
}

/** @param {{waiting: any[]}} props */
function Next({ waiting }) {
  if (!waiting.length) return html`<div class="board-next"><p class="board-label">${t("board.round.last")}</p></div>`;
  const more = waiting.length - MOST_NEXT;
  return html`<div class="board-next">
    <p class="board-label">${t("board.round.next")}</p>
    <ol>${waiting.slice(0, MOST_NEXT).map((turn) => html`<li key=${turn.id}><b><bdi>${called(turn.person)}</bdi></b><${Where} id=${turn.person} /></li>`)}</ol>
    ${more > 0 && html`<p class="soft">${t("board.round.more", { n: more })}</p>`}
  </div>`;
}
