// @ts-check
// Raising a hand: one button that is always in the same place, and a line about the queue while a hand is up. These
// commands are meant for this moment, so without a network they fail with a message and do not happen minutes later.
import { html } from "../../vendor/preact.js";
import { ask } from "../core/outbox.js";
import { all, one } from "../core/records.js";
import { Icon } from "../ui/icon.js";
import { showRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { MyMarker } from "./my-turn.js";
import { displayName, myHand, roundIsOn, speakingHand, waitingHands } from "./queries.js";

/**
 * @template {CommandName} N
 * @param {N} name @param {CommandArgs[N]} [args]
 */
const command = (name, args) => ask(name, args).then(showRefusal);

/** Whether people raise hands at all now. */
const handsAreUsed = () =>
  one("meeting")?.state === "live" && all("section").some((section) => section.state === "now");

/** In a round everybody has a turn. The button leaves its place empty then, so that none beside it moves. */
const placeOfHand = () => (roundIsOn() && !myHand() ? "visibility: hidden" : undefined);

/** What the button does now. */
function handAction() {
  const hand = myHand();
  if (!hand) return { state: "raise", up: false, act: () => command("hand.raise") };
  if (hand.state === "speaking") return { state: "done", up: true, act: () => command("hand.done", { hand: hand.id }) };
  return { state: "lower", up: true, act: () => command("hand.lower", { hand: hand.id }) };
}

/** The button in the bar at the bottom of a phone. */
export function HandTab() {
  if (!handsAreUsed()) return null;
  const { up, act } = handAction();
  return html`<button
    type="button"
    class="tab hand-tab hand-place"
    style=${placeOfHand()}
    aria-pressed=${up}
    aria-label=${t(up ? "voice.hand.tab_up_label" : "voice.hand.tab_label")}
    onClick=${act}
  >
    <${Icon} name="hand" /> ${t(up ? "voice.hand.tab_up" : "voice.hand.tab")}
  </button>`;
}

/** The button in the header on a laptop. */
export function HandButton() {
  if (!handsAreUsed()) return null;
  const { state, up, act } = handAction();
  return html`<button
    type="button"
    class=${`button quiet small hand-place ${up ? "on" : ""}`}
    style=${placeOfHand()}
    aria-pressed=${up}
    onClick=${act}
  >
    <${Icon} name="hand" /> ${t(`voice.hand.${state}`)}
  </button>`;
}

/** This person's own hand, or else the first in the queue, to which one can say "me too". */
export function HandNotice() {
  // In a round everyone has a turn, and the page shows that instead.
  if (roundIsOn()) return null;
  const mine = myHand();
  if (mine) return html`<${MyHandNotice} hand=${mine} />`;
  const first = speakingHand() || waitingHands()[0];
  return first ? html`<${FirstHand} hand=${first} />` : null;
}

/** @param {{hand: HandRecord}} props */
function MyHandNotice({ hand }) {
  const isSpeaking = hand.state === "speaking";
  const before = waitingHands().findIndex((each) => each.id === hand.id);
  const words = isSpeaking ? "voice.hand.yours" : before ? "voice.hand.before" : "voice.hand.first";
  return html`<div class=${`notice turn hand-mine ${isSpeaking ? "turn-now" : ""}`}>
    <div class="grow">
      <p>
        <b>${t(words, { n: before })}</b>
        ${hand.too > 0 ? ` ${t("voice.hand.too_count", { n: hand.too })}` : ""}
      </p>
      <${MyMarker} />
    </div>
    <button type="button" class="button quiet small" onClick=${handAction().act}>
      ${t(isSpeaking ? "voice.hand.done" : "voice.hand.lower")}
    </button>
  </div>`;
}

/** @param {{hand: HandRecord}} props */
function FirstHand({ hand }) {
  const saidMeToo = all("hand_too").some((each) => each.hand === hand.id);
  const count = hand.too > 0 ? ` (${hand.too})` : "";
  return html`<div class="notice turn hand-front">
    <p class="grow">
      <${Icon} name="hand" /> <span>
        ${t(hand.state === "speaking" ? "voice.hand.speaks" : "voice.hand.up", { name: displayName(hand.person) })}
      </span>
    </p>
    <button
      type="button"
      class=${`button quiet small ${saidMeToo ? "on" : ""}`}
      aria-pressed=${saidMeToo}
      onClick=${() => command("hand.too", { hand: hand.id, on: !saidMeToo })}
    >
      ${saidMeToo && html`<${Icon} name="check" />`} ${t("voice.hand.too")}
      ${count && html`<span class="num">${count}</span>`}
    </button>
  </div>`;
}
