// @ts-check
// The round: start it, call the next speaker, reorder the queue, end it. The speaking time is shown without pressure.
import { html, useState } from "../../../vendor/preact.js";
import { timerLeft } from "../../agenda/timer.js";
import { you } from "../../core/connection.js";
import { all, get, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Icon } from "../../ui/icon.js";
import { ticked } from "../../ui/picked.js";
import { Status } from "../../ui/status.js";
import { t } from "../../ui/words.js";
import {
  currentRound,
  currentTurn,
  displayName,
  placesWords,
  placeWord,
  presentCounts,
  roundIsOn,
  turnLeft,
  waitingTurns,
} from "../../voices/queries.js";
import { roundMisfit } from "../../voices/round-fit.js";
import { SpeakingThen, TurnClock } from "../../voices/speaking-now.js";
import { askFirst } from "../shell/ask-first.js";
import { ariaResting, commandHandler, runCommand } from "../shell/commands.js";
import { closePanel } from "../shell/screen-state.js";
import { RoundFitNotice } from "./round-fit-notice.js";
import { SpeakingOrder } from "./speaking-order.js";

const SECONDS = [30, 60, 120, 180];
/** A round that is on may be this much over before the chair is told: people need not be hurried for a moment. */
const TOLERANCE_MS = 60_000;

export function RoundPanel() {
  if (one("meeting")?.state !== "live") return null;
  const on = roundIsOn();
  if (!on && !isChair()) return null;
  return html`<section class="panel" aria-labelledby="round-h">
    <h2 id="round-h">${t("chair.round.heading")}</h2>
    ${on ? html`<${RunningRound} />` : html`<${StartRound} />`}
  </section>`;
}

function StartRound() {
  const [seconds, setSeconds] = useState(60);
  const [newcomers, setNewcomers] = useState(false);
  const hasNewcomers = all("person").some((person) => person.newcomer);
  const args = hasNewcomers && newcomers ? { seconds, newcomers_first: true } : { seconds };
  const choices = SECONDS.includes(seconds) ? SECONDS : SECONDS.concat(seconds).sort((a, b) => a - b);
  const start = async () => (await askFirst("round.start", args, t("chair.round.start"))) && closePanel();
  return html`
    ${currentRound() && html`<p class="soft small-text"><${VoicesHeard} /> ${t("voice.row.after")}</p>`}
    <fieldset class="row choices">
      <legend class="small-text">${t("chair.round.seconds")}</legend>
      ${choices.map(
        (each) => html`<label key=${each} class="choice num">
          <input
            type="radio"
            name="seconds"
            value=${each}
            checked=${each === seconds}
            onChange=${() => setSeconds(each)}
          />
          <span>${each % 60 ? t("chair.round.s", { n: each }) : t("agenda.minutes", { n: each / 60 })}</span>
        </label>`,
      )}
    </fieldset>
    <${FitBefore} seconds=${seconds} onSeconds=${setSeconds} />
    ${
      hasNewcomers &&
      html`<label class="tick">
        <input
          type="checkbox"
          checked=${newcomers}
          onChange=${ticked(setNewcomers)}
        /> ${t("voice.row.newcomers")}
      </label>`
    }
    <button type="button" class="button quiet wide" onClick=${start}>
      <${Icon} name="mic" /> ${t("chair.round.start")}
    </button>
    <p class="soft small-text">${t("chair.round.about")}</p>
  `;
}

/**
 * Whether a round that starts now fits in its part.
 * @param {{seconds: number, onSeconds: (seconds: number) => void}} props
 */
function FitBefore({ seconds, onSeconds }) {
  const ms = timerLeft();
  const { room, remote } = presentCounts();
  const misfit = ms !== null && roundMisfit({ people: room + remote, seconds, ms });
  return misfit ? html`<${RoundFitNotice} misfit=${misfit} onSeconds=${onSeconds} onMore=${addMinutes} />` : null;
}

/** Whether those who wait in the round that is on still fit in its part. */
export function FitDuring() {
  const ms = timerLeft();
  const turn = currentTurn();
  const waiting = waitingTurns();
  const seconds = waiting[0]?.seconds || 0;
  const busy = turn ? Math.max(0, turnLeft(turn)) : 0;
  const round = { people: waiting.length, seconds, busy, slack: TOLERANCE_MS };
  const misfit = ms !== null && roundMisfit({ ...round, ms });
  if (!misfit || !isChair()) return null;
  const onSeconds = (/** @type {number} */ n) => runCommand("round.pace", { seconds: n });
  return html`<${RoundFitNotice} misfit=${misfit} waiting onSeconds=${onSeconds} onMore=${addMinutes} />`;
}

/** @param {number} minutes */
const addMinutes = (minutes) => runCommand("agenda.extend", { minutes });

function RunningRound() {
  return html`
    <${SpeakingOrder} />
    <p class="soft small-text"><${VoicesHeard} /></p>
    <div class="row"><${EndRound} /></div>
  `;
}

/** What the chair does for the person who is speaking. */
export function TurnTools() {
  const turn = currentTurn();
  if (!turn) return null;
  const args = { turn: turn.id };
  return html`
    <button type="button" class="button quiet" onClick=${commandHandler("turn.extend", args)}>
      ${t("chair.round.more")}
    </button>
    <button
      type="button"
      class="button quiet"
      aria-disabled=${ariaResting("turn.later", args)}
      onClick=${commandHandler("turn.later", args)}
    >
      ${t("voice.row.back")}
    </button>
    <button type="button" class="button quiet" onClick=${commandHandler("turn.pass", args)}>
      ${t("chair.round.pass")}
    </button>
  `;
}

export function EndRound() {
  if (!isChair()) return null;
  return html`<button
    type="button"
    class="button quiet half"
    aria-disabled=${ariaResting("round.end", { ask: true })}
    onClick=${() => askFirst("round.end", {}, t("chair.round.end"))}
  >
    ${t("chair.round.end")}
  </button>`;
}

/** How many people have spoken so far. */
export function VoicesHeard() {
  const round = currentRound();
  return round
    ? html`<span class="num">
      ${t("voice.row.heard", { n: round.heard_room + round.heard_remote })} (${placesWords({
        room: round.heard_room,
        remote: round.heard_remote,
      })}).
    </span>`
    : null;
}

/** A lost connection is said calmly, and only to the chair and helpers. @param {{turn: TurnRecord}} props */
export function LostConnection({ turn }) {
  const person = turn && get("person", turn.person);
  return person && !person.online
    ? html`<${Status} says="comes" class="small-text"><${Icon} name="cloud-off" /> ${t("voice.row.away")}</>`
    : null;
}

/** Who is speaking, how much time is left, and who comes then. */
export function CurrentVoice() {
  const turn = currentTurn();
  const person = (turn || waitingTurns()[0])?.person;
  if (!person) return null;
  const name = displayName(person);
  return html`<div class="voice-now grow">
    <p class="voice">
      ${!turn && html`<span class="soft">${t("voice.board.row_next")}</span>`}
      <b><bdi>${person === you.value?.id ? t("voice.now.you", { name }) : name}</bdi></b>
      <span class="soft">${placeWord(person)}</span>
      ${turn && html`<${TurnClock} turn=${turn} />`}
    </p>
    <p class="soft small-text"><${SpeakingThen} /></p>
  </div>`;
}

/**
 * Calls the next speaker. It names the turn that ends, so that two devices which tap at once go one step and not two.
 */
export function NextVoice() {
  const turn = currentTurn();
  /** @type {["turn.done", {turn: string}] | ["round.next", undefined]} */
  const [name, args] = turn ? ["turn.done", { turn: turn.id }] : ["round.next", undefined];
  return html`<button
    type="button"
    class="button first"
    aria-disabled=${ariaResting(name, args)}
    onClick=${commandHandler(name, args)}
  >
    <${Icon} name="mic" /> ${t(waitingTurns().length ? "chair.round.next" : "chair.round.last")}
  </button>`;
}
