// @ts-check
// The round: who speaks, who is next, and the time of a voice as a calm line that shames nobody.
import { html } from "../../vendor/preact.js";
import { clock } from "../agenda/time.js";
import { now, second } from "../live/clock.js";
import { all, get } from "../live/records.js";
import { t } from "../ui/words.js";

/** What someone is called. @param {string} id */
export function called(id) {
  const person = get("person", id);
  return person ? person.name || person.marker : "";
}

/** @param {string} id */
function where(id) {
  const person = get("person", id);
  return person ? t(`board.round.${person.place}`) : "";
}

export function Round() {
  second.value;
  const turns = all("turn");
  const speaking = turns.find((turn) => turn.state === "speaking");
  const waiting = turns.filter((turn) => turn.state === "waiting");
  const heard = turns.filter((turn) => turn.state === "done").length;
  if (!speaking) return html`<p class="board-empty">${t("board.round.none")}</p>`;
  const left = speaking.started_at + speaking.seconds * 1000 - now();
  const share = Math.min(1, Math.max(0, 1 - left / (speaking.seconds * 1000)));
  return html`<section class="board-round">
    <div class="board-speaking">
      <p class="soft">${t("board.round.speaking")}</p>
      <h2><bdi>${called(speaking.person)}</bdi></h2>
      <p class="soft">${where(speaking.person)}</p>
      <div class="board-voice" aria-hidden="true"><i style=${`transform: scaleX(${share})`}></i></div>
      <p class="num">${left > 0 ? clock(left) : t("board.round.finish")}</p>
    </div>
    <div class="board-next">
      ${waiting.length > 0 && html`<p class="soft">${t("board.round.next")}</p><ol>${waiting.slice(0, 4).map((turn) => html`<li key=${turn.id}><b><bdi>${called(turn.person)}</bdi></b> <span class="soft">${where(turn.person)}</span></li>`)}</ol>`}
      <p class="soft">${t("board.round.heard", { n: heard })}${waiting.length > 4 ? ` ${t("board.round.more", { n: waiting.length - 4 })}` : ""}</p>
    </div>
  </section>`;
}
