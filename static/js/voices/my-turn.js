// @ts-check
// The round as this person sees it when they speak, are next, or wait; and the offer of a turn to those who had none.
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

/** The round whose offer this person has dismissed. */
const dismissed = signal("");

/** This person's open turn, and its place among the open turns: 0 is the one who speaks, or who would be next. */
function myTurn() {
  const open = all("turn").filter((turn) => turn.state === "speaking" || turn.state === "waiting");
  const index = open.findIndex((turn) => turn.person === you.value?.id);
  return { turn: open[index], before: index, speaks: open.some((turn) => turn.state === "speaking") };
}

export function MyTurn() {
  const { turn, before, speaks } = myTurn();
  const speaking = Boolean(turn?.state === "speaking");
  const wasSpeaking = useRef(false);
  useEffect(() => {
    if (speaking && !wasSpeaking.current && navigator.vibrate) navigator.vibrate(120);
    wasSpeaking.current = speaking;
  }, [speaking]);
  if (!turn) return html`<${Offer} />`;
  if (speaking) return html`<${Speaking} turn=${turn} />`;
  const next = before === (speaks ? 1 : 0);
  // Nobody is hurried: if nobody speaks before them, the chair calls them when they are ready.
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
        html`<button type="button" class="button quiet small" onClick=${() => askNow("turn.later", turn)}>
          ${t("voice.mine.later")}
        </button>`
      }
      <button type="button" class="button quiet small" onClick=${() => sendLater("turn.pass", turn)}>
        ${t("voice.mine.pass")}
      </button>
    </div>
  </div>`;
}

/** @param {{turn: TurnRecord}} props */
function Speaking({ turn }) {
  const left = Math.min(msUntil((turn.started_at ?? 0) + turn.seconds * 1000), turn.seconds * 1000);
  return html`<div class="notice turn turn-now">
    <div class="grow">
      <p class="turn-words" role="status"><b>${t("member.turn.now")}</b></p>
      <${MyMarker} />
      <p class="small-text turn-hint">${t("voice.mine.write")}</p>
    </div>
    <span class="num turn-clock" aria-hidden="true">${left > 0 ? formatClock(left) : t("member.turn.finish")}</span>
    <div class="turn-buttons" onMouseDown=${keepFocus}>
      <button type="button" class="button small turn-done" onClick=${() => sendLater("turn.done", turn)}>
        ${t("voice.mine.done")}
      </button>
      <button type="button" class="button quiet small" onClick=${() => askNow("turn.extend", turn)}>
        ${t("voice.mine.more")}
      </button>
      <button type="button" class="button quiet small" onClick=${() => askNow("turn.later", turn)}>
        ${t("voice.mine.later")}
      </button>
      <button type="button" class="button quiet small" onClick=${() => sendLater("turn.pass", turn)}>
        ${t("voice.mine.pass")}
      </button>
    </div>
  </div>`;
}

/** For people without a name: what the board and the chair call them. */
export function MyMarker() {
  const me = get("person", you.value?.id);
  return me && !me.name ? html`<p class="small-text">${t("voice.mine.called", { marker: me.marker })}</p>` : null;
}

/** Offers a turn after all to people who passed or were not reached. */
function Offer() {
  const round = currentRound();
  const had = all("turn").find((turn) => turn.person === you.value?.id);
  if (!round || had?.state === "done" || (round.state === "on" && !had)) return null;
  const name = `${round.id} ${round.started_at}`;
  // During small groups the offer waits until everybody is back.
  if (dismissed.value === name || myBreakoutZone()) return null;
  return html`<div class="notice turn turn-offer">
    <p class="grow" role="status">${t(had ? "voice.mine.offer_passed" : "voice.mine.offer")}</p>
    <div class="turn-buttons">
      <button type="button" class="button small" onClick=${() => ask("turn.take").then(showRefusal)}>
        ${t("voice.mine.take")}
      </button>
      <button type="button" class="button quiet small" onClick=${() => (dismissed.value = name)}>
        ${t("voice.mine.no")}
      </button>
    </div>
  </div>`;
}

/** Sends a command that only makes sense now. @param {"turn.later" | "turn.extend"} name @param {TurnRecord} turn */
const askNow = (name, turn) => ask(name, { turn: turn.id }).then(showRefusal);
/**
 * Sends a command that may arrive later: it names the turn, so it can end no other.
 * @param {"turn.done" | "turn.pass"} name
 * @param {TurnRecord} turn
 */
const sendLater = (name, turn) => send(name, { turn: turn.id }).then(showRefusal);
