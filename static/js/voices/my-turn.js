// @ts-check
// The round, for the one who speaks, is next, or waits; and the offer of a turn to who has not had one.
import { html, signal, useEffect, useRef } from "../../vendor/preact.js";
import { msUntil } from "../agenda/countdown.js";
import { formatClock } from "../agenda/timer.js";
import { myBreakoutZone } from "../breakouts/queries.js";
import { you } from "../core/connection.js";
import { ask, send } from "../core/outbox.js";
import { all, get } from "../core/records.js";
import { keepFocus } from "../ui/keep-focus.js";
import { showRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { currentRound } from "./queries.js";

/** The round whose offer this person has put away. */
const putAway = signal("");

/** The turn of this person that is on or to come, and its place among those: 0 is who speaks or would. */
function mine() {
  const open = all("turn").filter((turn) => turn.state === "speaking" || turn.state === "waiting");
  const index = open.findIndex((turn) => turn.person === you.value?.id);
  return { turn: open[index], before: index, speaks: open.some((turn) => turn.state === "speaking") };
}

export function MyTurn() {
  const { turn, before, speaks } = mine();
  const speaking = Boolean(turn && turn.state === "speaking");
  const last = useRef(false);
  useEffect(() => {
    if (speaking && !last.current && navigator.vibrate) navigator.vibrate(120);
    last.current = speaking;
  }, [speaking]);
  if (!turn) return html`<${Offer} />`;
  if (speaking) return html`<${Speaking} turn=${turn} />`;
  const next = before === (speaks ? 1 : 0);
  // Who may think for a moment is not hurried: nobody speaks before them, and the chair calls.
  const words = next
    ? speaks
      ? t("member.turn.next")
      : t("voice.mine.in_the_row")
    : t("voice.mine.soon", { n: before });
  return html`<div class="notice turn turn-waiting">
    <div class="grow"><p role="status"><b>${words}</b></p><${MyMarker} /></div>
    <div class="turn-buttons">
      ${
        next &&
        html`<button type="button" class="button quiet small" onClick=${() => now("turn.later", turn)}>
          ${t("voice.mine.later")}
        </button>`
      }
      <button type="button" class="button quiet small" onClick=${() => kept("turn.pass", turn)}>
        ${t("voice.mine.pass")}
      </button>
    </div>
  </div>`;
}

/** @param {{turn: any}} props */
function Speaking({ turn }) {
  const left = Math.min(msUntil(turn.started_at + turn.seconds * 1000), turn.seconds * 1000);
  return html`<div class="notice turn turn-now">
    <div class="grow">
      <p class="turn-words" role="status"><b>${t("member.turn.now")}</b></p>
      <${MyMarker} />
      <p class="small-text turn-hint">${t("voice.mine.write")}</p>
    </div>
    <span class="num turn-clock" aria-hidden="true">${left > 0 ? formatClock(left) : t("member.turn.finish")}</span>
    <div class="turn-buttons" onMouseDown=${keepFocus}>
      <button type="button" class="button small turn-done" onClick=${() => kept("turn.done", turn)}>
        ${t("voice.mine.done")}
      </button>
      <button type="button" class="button quiet small" onClick=${() => now("turn.extend", turn)}>
        ${t("voice.mine.more")}
      </button>
      <button type="button" class="button quiet small" onClick=${() => now("turn.later", turn)}>
        ${t("voice.mine.later")}
      </button>
      <button type="button" class="button quiet small" onClick=${() => kept("turn.pass", turn)}>
        ${t("voice.mine.pass")}
      </button>
    </div>
  </div>`;
}

/** For those without a name: what the board and the chair call them. */
export function MyMarker() {
  const me = get("person", you.value?.id);
  return me && !me.name ? html`<p class="small-text">${t("voice.mine.called", { marker: me.marker })}</p>` : null;
}

/** For who passed, or was not reached: a turn after all. */
function Offer() {
  const round = currentRound();
  const had = all("turn").find((turn) => turn.person === you.value?.id);
  if (!round || had?.state === "done" || (round.state === "on" && !had)) return null;
  const name = `${round.id} ${round.started_at}`;
  // In a small group the offer waits until everybody is back.
  if (putAway.value === name || myBreakoutZone()) return null;
  return html`<div class="notice turn turn-offer">
    <p class="grow" role="status">${t(had ? "voice.mine.offer_passed" : "voice.mine.offer")}</p>
    <div class="turn-buttons">
      <button type="button" class="button small" onClick=${() => ask("turn.take").then(showRefusal)}>
        ${t("voice.mine.take")}
      </button>
      <button type="button" class="button quiet small" onClick=${() => (putAway.value = name)}>
        ${t("voice.mine.no")}
      </button>
    </div>
  </div>`;
}

/** For this moment. @param {string} name @param {any} turn */
const now = (name, turn) => ask(name, { turn: turn.id }).then(showRefusal);
/** Also after a dead spot: it names the turn, so it can end no other. @param {string} name @param {any} turn */
const kept = (name, turn) => send(name, { turn: turn.id }).then(showRefusal);
