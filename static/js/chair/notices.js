// @ts-check
// What the chair should not overlook: writing is paused, a round is on, words that could not be saved.
import { html } from "../../vendor/preact.js";
import { saves } from "../live/connection.js";
import { lost } from "../live/outbox.js";
import { one } from "../live/records.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { AskedNow } from "./asking.js";
import { steering } from "./give.js";
import { NextVoice, Voice, roundIsOn } from "./round-panel.js";
import { narrow } from "./screen.js";

export function ChairNotices() {
  const meeting = one("meeting");
  const live = meeting && meeting.state !== "closed";
  return html`<div class="chair-notices">
    ${!saves.value && html`<p class="chair-notice" role="alert"><${Icon} name="cloud-off" /> <span class="grow">${t("common.cannot_save")}</span></p>`}
    ${live && meeting.paused && html`<p class="chair-notice" role="status"><${Icon} name="pause" /> <span class="grow">${t("chair.safe.paused")}</span>
      <button type="button" class="button quiet small" onClick=${steering("meeting.resume")}>${t("chair.safe.resume")}</button></p>`}
    ${live && html`<${AskedNow} />`}
    ${live && narrow.value && roundIsOn() && html`<div class="chair-notice"><${Voice} /><${NextVoice} /></div>`}
    ${lost.value.map(({ item, error }) => html`<${Lost} key=${item.id} item=${item} error=${error} />`)}
  </div>`;
}

/** Something from an earlier visit was refused; its words are shown, to be copied. @param {{item: any, error: any}} props */
function Lost({ item, error }) {
  const words = Object.values(item.args).filter((value) => typeof value === "string" && /\s/.test(value)).join("\n");
  const away = () => (lost.value = lost.value.filter((each) => each.item.id !== item.id));
  return html`<div class="chair-notice" role="alert">
    <p class="grow"><b>${t("chair.lost")}</b> ${error.message} ${words && html`<q dir="auto">${words}</q>`}</p>
    <button type="button" class="button quiet small" onClick=${away}><${Icon} name="x" /> ${t("chair.lost_away")}</button>
  </div>`;
}
