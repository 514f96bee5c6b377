// @ts-check
// A round: who is speaking, for how long, who is next, and the button that calls them.
import { html } from "../../../vendor/preact.js";
import { t } from "../../ui/words.js";
import { currentRound, currentTurn, waitingTurns } from "../../voices/queries.js";
import { openPanel } from "../shell/screen-state.js";
import { CurrentVoice, EndRound, LostConnection, NextVoice, TurnTools } from "../voices/round-panel.js";

export function roundNow() {
  const waiting = waitingTurns();
  const round = currentRound();
  return {
    name: t("chair.now.round"),
    icon: "mic",
    title: html`<${CurrentVoice} />`,
    facts: html`
      <${LostConnection} turn=${currentTurn()} />
      ${round && html`<p class="soft num">${t("voice.row.heard", { n: round.heard_room + round.heard_remote })}</p>`}
    `,
    first: html`<${NextVoice} />`,
    more: html`
      <${TurnTools} />
      <button type="button" class="button quiet half" data-panel="round" onClick=${() => openPanel("round")}>
        ${t("chair.now.order", { n: waiting.length })}
      </button>
      <${EndRound} />
    `,
  };
}
