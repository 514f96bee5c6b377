// @ts-check
// Raising a hand: one button, always in the same place, and a line about the row while a hand is up. All of it is meant
// for this moment, so without a network it says so instead of happening ten minutes later.
import { html } from "../../vendor/preact.js";
import { ask } from "../core/outbox.js";
import { all, one } from "../core/records.js";
import { Icon } from "../ui/icon.js";
import { showRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { MyMarker } from "./my-turn.js";
import { displayName, myHand, roundIsOn, speakingHand, waitingHands } from "./queries.js";

/** @param {string} name @param {any} [args] */
const give = (name, args) => ask(name, args).then(showRefusal);

/** Whether a hand can go up, or is up. */
function useful() {
  const on = one("meeting")?.state === "live" && all("section").some((section) => section.state === "now");
  return on && (Boolean(myHand()) || !roundIsOn());
}

/** What the button does now, and the words for it. */
function next() {
  const hand = myHand();
  const state = !hand ? "raise" : hand.state === "speaking" ? "done" : "lower";
  return { state, up: Boolean(hand), act: () => give(`hand.${state}`, hand && { hand: hand.id }) };
}

/** In the bar under the thumb. */
export function HandTab() {
  if (!useful()) return null;
  const { state, up, act } = next();
  return html`<button
    type="button"
    class="tab hand-tab"
    aria-pressed=${up}
    aria-label=${t(`voice.hand.${state}`)}
    onClick=${act}
  >
    <${Icon} name="hand" /> ${t(up ? "voice.hand.tab_up" : "voice.hand.tab")}
  </button>`;
}

/** In the head of a laptop. */
export function HandButton() {
  if (!useful()) return null;
  const { state, up, act } = next();
  return html`<button type="button" class=${`button quiet small ${up ? "on" : ""}`} aria-pressed=${up} onClick=${act}>
    <${Icon} name="hand" /> ${t(`voice.hand.${state}`)}
  </button>`;
}

/** One's own hand, or else the one in front, on which one may say "me too". */
export function HandNotice() {
  // In a round everyone has a turn, and the turn is what the page is about.
  if (roundIsOn()) return null;
  const mine = myHand();
  if (mine) return html`<${Mine} hand=${mine} />`;
  const front = speakingHand() || waitingHands()[0];
  return front ? html`<${Front} hand=${front} />` : null;
}

/** @param {{hand: any}} props */
function Mine({ hand }) {
  const speaks = hand.state === "speaking";
  const before = waitingHands().findIndex((each) => each.id === hand.id);
  const words = speaks ? "voice.hand.yours" : before ? "voice.hand.before" : "voice.hand.first";
  return html`<div class=${`notice turn hand-mine ${speaks ? "turn-now" : ""}`}>
    <div class="grow">
      <p role="status">
        <b>${t(words, { n: before })}</b>
        ${hand.too > 0 ? ` ${t("voice.hand.too_count", { n: hand.too })}.` : ""}
      </p>
      <${MyMarker} />
    </div>
    <button type="button" class="button quiet small" onClick=${next().act}>
      ${t(speaks ? "voice.hand.done" : "voice.hand.lower")}
    </button>
  </div>`;
}

/** @param {{hand: any}} props */
function Front({ hand }) {
  const said = all("hand_too").some((each) => each.hand === hand.id);
  const count = hand.too > 0 ? ` (${hand.too})` : "";
  return html`<div class="notice turn hand-front">
    <p class="grow">
      <${Icon} name="hand" /> <span>
        ${t(hand.state === "speaking" ? "voice.hand.speaks" : "voice.hand.up", { name: displayName(hand.person) })}
      </span>
    </p>
    <button
      type="button"
      class=${`button quiet small ${said ? "on" : ""}`}
      aria-pressed=${said}
      onClick=${() => give("hand.too", { hand: hand.id, on: !said })}
    >
      ${said && html`<${Icon} name="check" />`} ${t("voice.hand.too")}
      ${count && html`<span class="num">${count}</span>`}
    </button>
  </div>`;
}
