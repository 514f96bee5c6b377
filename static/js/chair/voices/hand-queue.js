// @ts-check
// Raised hands: one row for the room and those elsewhere, with a word when remote voices have waited longer.
import { html } from "../../../vendor/preact.js";
import { all, get, one } from "../../core/records.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { displayName, remoteHandsInFront, roundIsOn, speakingHand, waitingHands } from "../../voices/queries.js";
import { ariaResting, commandHandler } from "../shell/commands.js";

export function HandQueue() {
  const up = all("hand").length > 0;
  if (one("meeting")?.state !== "live") return null;
  return html`<section class="panel" aria-labelledby="hands-h">
    <h2 id="hands-h">${t("voice.queue.heading")}</h2>
    ${!up && html`<p class="soft small-text">${t("voice.queue.none")}</p>`}
    ${
      up &&
      roundIsOn() &&
      html`<p class="soft small-text">
        ${t("voice.queue.up", { n: all("hand").length })}. ${t("voice.queue.rest")}
      </p>`
    }
    <${SpeakingHand} />
    <${RemoteFirst} />
    ${
      waitingHands().length > 0 &&
      !roundIsOn() &&
      html`<ol class="hand-row">${waitingHands().map((hand) => html`<${Waiting} key=${hand.id} hand=${hand} />`)}</ol>`
    }
  </section>`;
}

/** Who has the word by a raised hand. */
export function SpeakingHand() {
  const hand = speakingHand();
  if (!hand) return null;
  return html`<div class="voice-card stack tight"><${Who} hand=${hand} word /><${Spoken} hand=${hand} /></div>`;
}

/** @param {{hand: any}} props */
function Spoken({ hand }) {
  return html`<button
    type="button"
    class="button quiet small"
    onClick=${commandHandler("hand.done", { hand: hand.id })}
  >
    ${t("voice.queue.done")}
  </button>`;
}

function RemoteFirst() {
  const n = remoteHandsInFront();
  return n > 0 && !roundIsOn()
    ? html`<p class="hand-hint small-text" role="status">
      <${Icon} name="laptop" /> <b>${t("voice.queue.remote", { n })}</b>
    </p>`
    : null;
}

/** @param {{hand: any}} props */
function Waiting({ hand }) {
  const name = displayName(hand.person);
  return html`<li>
    <${Who} hand=${hand} />
    <button
      type="button"
      class="button tint small"
      aria-label=${t("voice.queue.call_label", { name })}
      aria-disabled=${ariaResting("hand.call", { hand: hand.id })}
      onClick=${commandHandler("hand.call", { hand: hand.id })}
    >
      ${t("voice.queue.call")}
    </button>
    <button
      type="button"
      class="button plain small"
      aria-label=${t("voice.queue.lower_label", { name })}
      onClick=${commandHandler("hand.lower", { hand: hand.id })}
    >
      <${Icon} name="x" />
    </button>
  </li>`;
}

/** Whose hand it is; that their line is away is said to the chair's side alone. @param {{hand: any, word?: boolean}} props */
function Who({ hand, word }) {
  const person = get("person", hand.person);
  const remote = person?.place === "remote";
  return html`<p class="hand-who">
    <b><bdi>${displayName(hand.person)}</bdi></b>
    ${word && html` <span>${t("voice.queue.has_word")}</span>`}
    <small class="soft">
      <${Icon} name=${remote ? "laptop" : "armchair"} /> ${t(remote ? "voice.remote" : "voice.room")}
      ${person && !person.online ? `, ${t("voice.queue.away")}` : ""}
      ${hand.too > 0 ? ` · ${t("voice.hand.too_count", { n: hand.too })}` : ""}
    </small>
  </p>`;
}

/** The first hand, for a screen on which the panel is folded away. */
export function FirstHand() {
  const hand = waitingHands()[0];
  const word = speakingHand();
  if (word) return html`<div class="grow"><${Who} hand=${word} word /></div><${Spoken} hand=${word} />`;
  if (!hand || roundIsOn()) return null;
  const name = displayName(hand.person);
  return html`
    <div class="grow"><${Who} hand=${hand} /><${RemoteFirst} /></div>
    <button
      type="button"
      class="button tint small"
      aria-label=${t("voice.queue.call_label", { name })}
      onClick=${commandHandler("hand.call", { hand: hand.id })}
    >
      <${Icon} name="hand" /> ${t("voice.queue.call")}
    </button>
  `;
}
