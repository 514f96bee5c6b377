// @ts-check
// The round: start it, call the next speaker, reorder the queue, end it. The speaking time is shown without pressure.
import { html, useState } from "../../../vendor/preact.js";
import { msUntil } from "../../agenda/countdown.js";
import { formatClock } from "../../agenda/timer.js";
import { all, get, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { currentRound, currentTurn, displayName, roundIsOn, waitingTurns } from "../../voices/queries.js";
import { ariaResting, commandHandler } from "../shell/commands.js";
import { SpeakingOrder } from "./speaking-order.js";

const SECONDS = [30, 60, 120, 180];

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
  return html`
    ${currentRound() && html`<p class="soft small-text"><${VoicesHeard} /> ${t("voice.row.after")}</p>`}
    <fieldset class="row choices">
      <legend class="small-text">${t("chair.round.seconds")}</legend>
      ${SECONDS.map(
        (each) => html`<label key=${each} class="choice num">
          <input
            type="radio"
            name="seconds"
            value=${each}
            checked=${each === seconds}
            onChange=${() => setSeconds(each)}
          />
          <span>${each < 60 ? t("chair.round.s", { n: each }) : t("agenda.minutes", { n: each / 60 })}</span>
        </label>`,
      )}
    </fieldset>
    ${
      hasNewcomers &&
      html`<label class="tick">
        <input
          type="checkbox"
          checked=${newcomers}
          onChange=${(/** @type {Event & {target: HTMLInputElement}} */ event) => setNewcomers(event.target.checked)}
        /> ${t("voice.row.newcomers")}
      </label>`
    }
    <button type="button" class="button quiet wide" onClick=${commandHandler("round.start", args)}>
      <${Icon} name="mic" /> ${t("chair.round.start")}
    </button>
    <p class="soft small-text">${t("chair.round.about")}</p>
  `;
}

function RunningRound() {
  const turn = currentTurn();
  return html`
    <div class="voice-card stack tight"><${CurrentVoice} /><${LostConnection} turn=${turn} /></div>
    <${NextVoice} />
    ${
      turn &&
      html`<div class="row voice-tools">
        <button type="button" class="button quiet small" onClick=${commandHandler("turn.extend", { turn: turn.id })}>
          ${t("voice.mine.more")}
        </button>
        <button
          type="button"
          class="button quiet small"
          aria-disabled=${ariaResting("turn.later", { turn: turn.id })}
          onClick=${commandHandler("turn.later", { turn: turn.id })}
        >
          ${t("voice.row.back")}
        </button>
        <button type="button" class="button quiet small" onClick=${commandHandler("turn.pass", { turn: turn.id })}>
          ${t("chair.round.pass")}
        </button>
      </div>`
    }
    <${SpeakingOrder} />
    <div class="row apart">
      <span class="soft small-text"><${VoicesHeard} /></span>
      ${
        isChair() &&
        html`<button type="button" class="button quiet small" onClick=${commandHandler("round.end")}>
          ${t("chair.round.end")}
        </button>`
      }
    </div>
  `;
}

/** How many people have spoken so far. */
function VoicesHeard() {
  const round = currentRound();
  return round
    ? html`<span class="num">
      ${t("voice.row.heard", { n: round.heard_room + round.heard_remote })} (${t("chair.here", {
        room: round.heard_room,
        remote: round.heard_remote,
      })}).
    </span>`
    : null;
}

/** A lost connection is said calmly, and only to the chair and helpers. @param {{turn: TurnRecord}} props */
function LostConnection({ turn }) {
  const person = turn && get("person", turn.person);
  return person && !person.online
    ? html`<p class="small-text" role="status"><${Icon} name="cloud-off" /> ${t("voice.row.away")}</p>`
    : null;
}

/** Who is speaking, and how much time is left. */
export function CurrentVoice() {
  const turn = currentTurn();
  if (!turn) return html`<p class="voice grow">${t("chair.round.none")}</p>`;
  const left = Math.min(msUntil((turn.started_at ?? 0) + turn.seconds * 1000), turn.seconds * 1000);
  const place = get("person", turn.person)?.place || "room";
  return html`<p class="voice grow">
    <b><bdi>${displayName(turn.person)}</bdi></b> <span class="soft">${t(`voice.${place}`)}</span>
    <span class="num voice-time">${left > 0 ? formatClock(left) : t("chair.round.finish")}</span>
  </p>`;
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
    class="button tint"
    aria-disabled=${ariaResting(name, args)}
    onClick=${commandHandler(name, args)}
  >
    <${Icon} name="mic" /> ${t(waitingTurns().length ? "chair.round.next" : "chair.round.last")}
  </button>`;
}
