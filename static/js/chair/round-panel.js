// @ts-check
import { html, useState } from "../../vendor/preact.js";
import { called } from "../board/round.js";
import { all, get } from "../live/records.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { giving } from "./give.js";

/** The round: start it, call the next voice, end it. */
export function RoundPanel() {
  const [seconds, setSeconds] = useState(60);
  const turns = all("turn");
  const speaking = turns.find((turn) => turn.state === "speaking");
  const waiting = turns.filter((turn) => turn.state === "waiting");
  const on = Boolean(speaking) || waiting.length > 0;
  return html`<section class="panel" aria-labelledby="round-h">
    <h2 id="round-h">${t("chair.round.heading")}</h2>
    ${on
      ? html`<p>${t("chair.round.speaking")} <b><bdi>${speaking ? called(speaking.person) : "–"}</bdi></b> <span class="soft">${speaking && t(`board.round.${get("person", speaking.person)?.place || "room"}`)}</span></p>
          ${waiting.length > 0 && html`<p class="soft">${t("chair.round.then")} <bdi>${waiting.slice(0, 3).map((turn) => called(turn.person)).join(", ")}</bdi>${waiting.length > 3 ? ` ${t("board.round.more", { n: waiting.length - 3 })}` : ""}</p>`}
          <div class="row"><button type="button" class="button" onClick=${giving("round.next")}><${Icon} name="mic" /> ${t("chair.round.next")}</button>
            <button type="button" class="button quiet" onClick=${giving("round.end")}>${t("chair.round.end")}</button></div>`
      : html`<div class="row"><label class="row"><span>${t("chair.round.seconds")}</span><input class="input seconds" type="number" min="10" max="1800" step="10" value=${seconds} onInput=${(/** @type {any} */ event) => setSeconds(Number(event.target.value))} /></label>
          <button type="button" class="button quiet" onClick=${giving("round.start", { seconds })}>${t("chair.round.start")}</button></div>
          <p class="soft small-text">${t("chair.round.about")}</p>`}
  </section>`;
}
