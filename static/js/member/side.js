// @ts-check
// The right side of a laptop: the question, the box to write in, the scale, the agenda, who is here.
import { html, signal, useEffect, useRef } from "../../vendor/preact.js";
import { RunningOrder } from "../agenda/running-order.js";
import { all, one } from "../live/records.js";
import { t } from "../ui/words.js";
import { Composer, draftOf } from "../wall/composer.js";
import { zonesOfNow } from "../wall/notes.js";
import { People } from "./people.js";
import { Scales, scalesToSee } from "./scales.js";
import { UndoButton } from "./undo.js";
import { Videos } from "./video.js";

/** The zone that one writes for; "" follows the agenda. */
export const writingFor = signal("");

export function Side() {
  const zones = all("zone");
  const zone = zones.find((each) => each.id === writingFor.value) || zonesOfNow()[0];
  const nowZones = zonesOfNow().map((each) => each.id).join();
  const written = useRef("");
  useEffect(() => {
    // A new part of the agenda brings its own zone, but never takes away what somebody is writing.
    writingFor.value = draftOf(written.current) ? written.current : "";
  }, [nowZones]);
  written.current = zone ? zone.id : "";
  const closed = one("meeting")?.state === "closed";
  return html`<aside class="side" aria-label=${t("member.side")}>
    ${zone && !closed && html`<section class="stack tight">
      <label class="field"><span class="label">${t("member.writing_for")}</span>
        <select class="input" value=${zone.id} onChange=${(/** @type {any} */ event) => (writingFor.value = event.target.value)}>
          ${zones.map((each) => html`<option key=${each.id} value=${each.id} selected=${each.id === zone.id}>${each.title}</option>`)}
        </select></label>
      <p class="prompt" dir="auto">${zone.prompt}</p>
      <${Composer} key=${zone.id} zone=${zone} extra=${html`<${UndoButton} />`} />
    </section>`}
    ${scalesToSee().length > 0 && html`<${Scales} brief />`}
    <section class="stack tight"><h2>${t("member.agenda")}</h2><${RunningOrder} /></section>
    <${People} />
    <${Videos} />
  </aside>`;
}
