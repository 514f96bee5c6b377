// @ts-check
// The five rows under the card of what is on now. What a row is about can be read without opening it.
import { html } from "../../../vendor/preact.js";
import { all, get, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Icon } from "../../ui/icon.js";
import { showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import {
  displayName,
  placesWords,
  remoteHandsInFront,
  roundIsOn,
  speakingHand,
  waitingHands,
} from "../../voices/queries.js";
import { ariaResting, commandHandler, runCommand } from "./commands.js";
import { openPanel } from "./screen-state.js";

export function ToolRows() {
  const state = one("meeting")?.state;
  const board = one("board");
  return html`<div class="tool-rows">
    ${
      isChair() &&
      board &&
      html`<${Row} name="board" icon="monitor">
        ${t(board.view === "auto" ? "chair.rows.board_follows" : "chair.rows.board", {
          view: t(`chair.board.${board.view}`),
        })}
      </>`
    }
    ${state === "live" && html`<${HandsRow} />`}
    ${state === "live" && one("meeting")?.keeps === "pictures" && html`<${PictureRow} />`}
    <${Row} name="people" icon="users">
      <span class="num">${state === "closed" ? t("member.people") : placesWords()}</span>
    </>
    <${Row} name="more" icon="menu">${t("chair.rows.more")}</>
    ${state === "live" && html`<${RemoteVoices} />`}
  </div>`;
}

/** A row that opens its panel. @param {{name: string, icon: string, count?: number, children: unknown}} props */
function Row({ name, icon, count = 0, children }) {
  return html`<button type="button" class="tool-row" data-panel=${name} onClick=${() => openPanel(name)}>
    <${Icon} name=${icon} />
    <span class="tool-row-words">${children}</span>
    ${count > 0 && html`<span class="num">${count}</span>`}
    <${Icon} name="chevron-right" />
  </button>`;
}

/** Who has raised a hand: one tap calls the first one. */
function HandsRow() {
  const speaking = speakingHand();
  const waiting = waitingHands();
  const count = all("hand").length;
  const first = waiting[0];
  if (speaking) {
    const name = displayName(speaking.person);
    return html`<div class="tool-row-pair">
      <${Row} name="hands" icon="hand" count=${waiting.length}>${t("chair.rows.speaking", { name })}</>
      <button
        type="button"
        class="button tint small"
        aria-label=${t("chair.rows.done_label", { name })}
        onClick=${commandHandler("hand.done", { hand: speaking.id })}
      >
        ${t("chair.rows.done")}
      </button>
    </div>`;
  }
  if (!first) return html`<${Row} name="hands" icon="hand">${t("chair.rows.no_hands")}</>`;
  if (roundIsOn()) return html`<${Row} name="hands" icon="hand">${t("chair.rows.hands_rest", { n: count })}</>`;
  const name = displayName(first.person);
  return html`<div class="tool-row-pair">
    <${Row} name="hands" icon="hand" count=${count}>
      ${t(`chair.rows.hand_${get("person", first.person)?.place || "room"}`, { name })}
    </>
    <button
      type="button"
      class="button tint small"
      aria-label=${t("voice.queue.call_label", { name })}
      aria-disabled=${ariaResting("hand.call", { hand: first.id })}
      onClick=${commandHandler("hand.call", { hand: first.id })}
    >
      ${t("voice.queue.call")}
    </button>
  </div>`;
}

/** That remote voices have waited longest: below the rows, where it moves nothing. */
function RemoteVoices() {
  const n = speakingHand() || roundIsOn() ? 0 : remoteHandsInFront();
  return html`<p class="tool-row-hint">${n > 0 && t("voice.queue.remote", { n })}</p>`;
}

/** Takes a picture of the wall, the scale and the agenda with one tap; its caption can follow at any time. */
function PictureRow() {
  const take = async () => {
    if ((await runCommand("snapshot.take")).ok) showToast(t("chair.snapshots.taken"));
  };
  const taken = all("snapshot").length;
  return html`<button type="button" class="tool-row" onClick=${take}>
    <${Icon} name="camera" />
    <span class="tool-row-words">${t("chair.snapshots.take")}</span>
    ${taken > 0 && html`<span class="soft num" aria-hidden="true">${taken}</span>`}
  </button>`;
}
