// @ts-check
// The round as this person sees it: their own turn, who is speaking, and the offer of a turn to those who had none.
import { html, signal, useEffect, useRef } from "../../vendor/preact.js";
import { myBreakoutZone } from "../breakouts/queries.js";
import { you } from "../core/connection.js";
import { ask, send } from "../core/outbox.js";
import { all, get } from "../core/records.js";
import { keepFocus } from "../ui/keep-focus.js";
import { Status } from "../ui/status.js";
import { showRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { currentRound, roundIsOn, waitingTurns } from "./queries.js";
import { SpeakingNow, SpeakingThen, TurnClock } from "./speaking-now.js";

/** The round whose offer this person has dismissed. */
const dismissed = signal("");

/** @param {TurnRecord["state"]} state */
const isOpen = (state) => state === "speaking" || state === "waiting";

/**
 * The round for this person: their own turn, or who is speaking, with what they can do.
 * @param {{wide?: boolean}} props  `wide`: without who is speaking, which a laptop says elsewhere.
 */
export function MyTurn({ wide }) {
  const turn = all("turn").find(({ person, state }) => person === you.value?.id && isOpen(state));
  const speaking = turn?.state === "speaking";
  const wasSpeaking = useRef(false);
  useEffect(() => {
    if (speaking && !wasSpeaking.current && navigator.vibrate) navigator.vibrate(120);
    wasSpeaking.current = speaking;
  }, [speaking]);
  if (turn && speaking) return html`<${Speaking} turn=${turn} />`;
  if (turn) return html`<${Waiting} turn=${turn} wide=${wide} />`;
  return html`
    ${roundIsOn() && !wide && html`<div class="notice turn turn-others"><${SpeakingNow} /></div>`}
    <${Offer} />
  `;
}

/** @param {{turn: TurnRecord, wide?: boolean}} props */
function Waiting({ turn, wide }) {
  const queue = waitingTurns();
  // Who would speak next can ask to be called later.
  const next = queue[0]?.id === turn.id;
  return html`<div class="notice turn turn-waiting">
    ${!wide && html`<${SpeakingNow} />`}
    <div class="turn-buttons">
      <${MyMarker} />
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
  return html`<div class="notice turn turn-now">
    <div class="grow">
      <p class="turn-words"><b>${t("member.turn.now")}</b></p>
      <${MyMarker} />
      <p class="small-text turn-hint">${t("voice.mine.write")} <${SpeakingThen} /></p>
    </div>
    <${TurnClock} turn=${turn} />
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

/** Offers a turn to people who passed, or whose turn had not come when the round ended; not to who came after it. */
function Offer() {
  const round = currentRound();
  const passed = all("turn").some((turn) => turn.person === you.value?.id && turn.state === "passed");
  const missed = round?.state === "over" && all("turn_offer").some((offer) => offer.section === round.id);
  if (!round || !(passed || missed)) return null;
  const name = `${round.id} ${round.started_at}`;
  // During small groups the offer waits until everybody is back.
  if (dismissed.value === name || myBreakoutZone()) return null;
  return html`<div class="notice turn turn-offer">
    <${Status} says="comes" class="grow">${t(passed ? "voice.mine.offer_passed" : "voice.mine.offer")}</>
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
