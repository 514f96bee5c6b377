// @ts-check
// Raised hands: one queue for the room and remote people, with a hint when remote people have waited longer.
import { html } from "../../../vendor/preact.js";
import { all, get, one } from "../../core/records.js";
import { Icon } from "../../ui/icon.js";
import { StillList } from "../../ui/still-list.js";
import { t } from "../../ui/words.js";
import { displayName, remoteHandsInFront, roundIsOn, speakingHand, waitingHands } from "../../voices/queries.js";
import { askFirst } from "../shell/ask-first.js";
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
        ${t("voice.queue.up", { n: all("hand").length })} · ${t("voice.queue.rest")}
      </p>`
    }
    <${SpeakingHand} />
    <${RemoteHint} />
    ${
      waitingHands().length > 0 &&
      !roundIsOn() &&
      html`<${StillList}
        tag="ol"
        class="hand-queue"
        items=${waitingHands()}
        sizeOf=${(/** @type {HandRecord} */ hand) => hand.id}
        row=${(/** @type {HandRecord} */ hand, /** @type {object} */ attributes) =>
          html`<${WaitingHand} hand=${hand} attributes=${attributes} key=${hand.id} />`}
      />`
    }
  </section>`;
}

/** Who is speaking after raising a hand. */
function SpeakingHand() {
  const hand = speakingHand();
  if (!hand) return null;
  return html`<div class="voice-card stack tight">
    <${HandOwner} hand=${hand} speaking />
    <${DoneButton} hand=${hand} />
  </div>`;
}

/** @param {{hand: HandRecord}} props */
function DoneButton({ hand }) {
  return html`<button
    type="button"
    class="button quiet small"
    onClick=${commandHandler("hand.done", { hand: hand.id })}
  >
    ${t("voice.queue.done")}
  </button>`;
}

function RemoteHint() {
  const n = remoteHandsInFront();
  return n > 0 && !roundIsOn()
    ? html`<p class="hand-hint small-text">
      <${Icon} name="laptop" /> <b>${t("voice.queue.remote", { n })}</b>
    </p>`
    : null;
}

/** @param {{hand: HandRecord, attributes: object}} props */
function WaitingHand({ hand, attributes }) {
  const name = displayName(hand.person);
  return html`<li ...${attributes}>
    <${HandOwner} hand=${hand} />
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
      onClick=${() => askFirst("hand.lower", { hand: hand.id }, t("voice.queue.lower_label", { name }))}
    >
      <${Icon} name="x" />
    </button>
  </li>`;
}

/**
 * Whose hand it is; only the chair and helpers see that somebody has lost connection.
 * @param {{hand: HandRecord, speaking?: boolean}} props
 */
function HandOwner({ hand, speaking }) {
  const person = get("person", hand.person);
  const remote = person?.place === "remote";
  return html`<p class="hand-who">
    <b><bdi>${displayName(hand.person)}</bdi></b>
    ${speaking && html` <span>${t("voice.queue.speaks")}</span>`}
    <small class="soft">
      <${Icon} name=${remote ? "laptop" : "armchair"} /> ${t(remote ? "voice.remote" : "voice.room")}
      ${person && !person.online ? ` · ${t("voice.queue.away")}` : ""}
      ${hand.too > 0 ? ` · ${t("voice.hand.too_count", { n: hand.too })}` : ""}
    </small>
  </p>`;
}

/** The first hand, for a screen on which the panel is in a closed drawer. */
export function FirstHand() {
  const hand = waitingHands()[0];
  const speaking = speakingHand();
  if (speaking)
    return html`<div class="grow"><${HandOwner} hand=${speaking} speaking /></div><${DoneButton} hand=${speaking} />`;
  if (!hand || roundIsOn()) return null;
  const name = displayName(hand.person);
  return html`
    <div class="grow"><${HandOwner} hand=${hand} /><${RemoteHint} /></div>
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
