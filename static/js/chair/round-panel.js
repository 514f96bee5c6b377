// @ts-check
// The round: start it, call the next voice, end it. The time of a voice is shown kindly.
import { html, useState } from "../../vendor/preact.js";
import { clock, until } from "../agenda/time.js";
import { all, get, one } from "../live/records.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { rests, steering } from "./give.js";

const SECONDS = [30, 60, 120, 180];

const speaking = () => all("turn").find((turn) => turn.state === "speaking");
const waiting = () => all("turn").filter((turn) => turn.state === "waiting");

/** What somebody is called. @param {string} id */
function called(id) {
  const person = get("person", id);
  return person ? person.name || person.marker : "";
}

/** Whether somebody speaks or waits to. */
export function roundIsOn() {
  return Boolean(speaking()) || waiting().length > 0;
}

export function RoundPanel() {
  if (one("meeting")?.state !== "live") return null;
  return html`<section class="panel" aria-labelledby="round-h">
    <h2 id="round-h">${t("chair.round.heading")}</h2>
    ${roundIsOn() ? html`<${On} />` : html`<${Off} />`}
  </section>`;
}

function Off() {
  const [seconds, setSeconds] = useState(60);
  return html`<fieldset class="row choices"><legend class="small-text">${t("chair.round.seconds")}</legend>
      ${SECONDS.map((each) => html`<label key=${each} class="choice num"><input type="radio" name="seconds" value=${each} checked=${each === seconds} onChange=${() => setSeconds(each)} /><span>${each < 60 ? t("chair.round.s", { n: each }) : t("agenda.minutes", { n: each / 60 })}</span></label>`)}
    </fieldset>
    <button type="button" class="button quiet wide" onClick=${steering("round.start", { seconds })}><${Icon} name="mic" /> ${t("chair.round.start")}</button>
    <p class="soft small-text">${t("chair.round.about")}</p>`;
}

function On() {
  const rest = waiting();
  return html`<div class="voice-card stack tight"><${Voice} />
      ${rest.length > 0 && html`<p class="soft small-text">${t("chair.round.then")} <bdi>${rest.slice(0, 3).map((turn) => called(turn.person)).join(", ")}</bdi>${rest.length > 3 ? ` ${t("chair.round.more", { n: rest.length - 3 })}` : ""}</p>`}
    </div>
    <${NextVoice} />
    <div class="row">
      ${speaking() && html`<button type="button" class="button quiet small" onClick=${steering("turn.pass", { turn: speaking()?.id })}>${t("chair.round.pass")}</button>`}
      <button type="button" class="button quiet small" onClick=${steering("round.end")}>${t("chair.round.end")}</button>
    </div>`;
}

/** Who speaks, and how long there is. */
export function Voice() {
  const turn = speaking();
  if (!turn) return html`<p class="voice grow">${t("chair.round.none")}</p>`;
  const left = until(turn.started_at + turn.seconds * 1000);
  const place = get("person", turn.person)?.place || "room";
  return html`<p class="voice grow"><b><bdi>${called(turn.person)}</bdi></b> <span class="soft">${t(`chair.people.${place}`)}</span>
    <span class="num voice-time">${left > 0 ? clock(left) : t("chair.round.finish")}</span></p>`;
}

export function NextVoice() {
  return html`<button type="button" class="button tint" aria-disabled=${rests("round.next")} onClick=${steering("round.next")}><${Icon} name="mic" /> ${t(waiting().length ? "chair.round.next" : "chair.round.last")}</button>`;
}
