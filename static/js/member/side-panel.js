// @ts-check
// The side panel on a laptop: the question, the box to write in, the scale, the agenda and who is here.
import { html, signal, useEffect, useRef } from "../../vendor/preact.js";
import { RunningOrder } from "../agenda/running-order.js";
import { myBreakoutZone } from "../breakouts/queries.js";
import { one } from "../core/records.js";
import { draftOf, returnedText } from "../drafts/drafts.js";
import { FollowUp, hasFollowUp } from "../followup/followup.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { Composer } from "../wall/note/composer.js";
import { currentSectionZones, myWallZones } from "../wall/queries.js";
import { UndoButton } from "../wall/undo-button.js";
import { ZoneState } from "../wall/zone-state.js";
import { KeepInTouch } from "./after-close.js";
import { People } from "./people.js";
import { Scales, visibleScales } from "./scales.js";
import { SectionIntro } from "./section-intro.js";
import { VideoCallLinks } from "./video-call.js";

/** The zone that this person writes for; "" follows the agenda. */
export const writingFor = signal("");

/** Moves the focus to the box, to write for this zone. @param {ZoneRecord} zone */
export function writeFor(zone) {
  writingFor.value = zone.id;
  requestAnimationFrame(() => document.getElementById("composer")?.focus());
}

export function SidePanel() {
  const zones = myWallZones();
  const now = currentSectionZones();
  const zone = zones.find((each) => each.id === writingFor.value) || now[0] || zones[0];
  const sectionKey = now.map((each) => each.id).join();
  const breakout = myBreakoutZone()?.id || "";
  const lastZone = useRef("");
  const previousBreakout = useRef(breakout);
  useEffect(() => {
    // A new section brings its own zone, but never takes away what somebody is writing. (A note begun in a small group
    // is offered when everybody is back.)
    const stay = (!now.length || draftOf(lastZone.current)) && previousBreakout.current === breakout;
    previousBreakout.current = breakout;
    writingFor.value = stay ? lastZone.current : "";
  }, [sectionKey, breakout]);
  const returned = returnedText.value;
  useEffect(() => {
    // Text that was returned to a box is shown at once.
    if (returned) writingFor.value = returned.zone;
  }, [returned]);
  lastZone.current = zone ? zone.id : "";
  const closed = one("meeting")?.state === "closed";
  const scales = visibleScales();
  const asking = scales.some((scale) => scale.state === "open");
  const scale = scales.length > 0 && html`<${Scales} key="scales" brief onZone=${writeFor} />`;
  const write =
    zone &&
    !closed &&
    html`<section key="write" class="stack tight">
      ${
        zones.length > 1 &&
        html`<label class="field">
          <span class="label">${t("member.writing_for")}</span>
          <select
            class="input"
            onChange=${(/** @type {Event & {target: HTMLInputElement}} */ event) =>
              (writingFor.value = event.target.value)}
          >
            ${zones.map(
              (each) => html`<option key=${each.id} value=${each.id} selected=${each.id === zone.id}>
                ${each.title}
              </option>`,
            )}
          </select>
        </label>`
      }
      ${zone.prompt && html`<p class="prompt" dir="auto">${zone.prompt}</p>`}
      <${ZoneState} zone=${zone} />
      <${Composer} key=${zone.id} zone=${zone} main extra=${html`<${UndoButton} words />`} />
    </section>`;
  return html`<aside class="side" id="side" tabindex="-1" aria-label=${t("member.side")}>
    <${SectionIntro} />
    ${asking ? [scale, write] : [write, scale]}
    <${VideoCallLinks} />
    <section class="stack tight"><h2><${Icon} name="list" /> ${t("member.agenda")}</h2><${RunningOrder} /></section>
    ${hasFollowUp() && html`<${FollowUp} />`}
    <${KeepInTouch} />
    <${People} />
  </aside>`;
}
