// @ts-check
// The bar at the bottom of a laptop's page: always in sight, whatever the room is looking at.
import { html, signal, useEffect, useRef } from "../../vendor/preact.js";
import { zonesNow } from "../agenda/section-kinds.js";
import { myBreakoutZone } from "../breakouts/queries.js";
import { one } from "../core/records.js";
import { draftOf, returnedText } from "../drafts/drafts.js";
import { MicrophoneHint } from "../reading/microphone-hint.js";
import { picked } from "../ui/picked.js";
import { t } from "../ui/words.js";
import { Composer } from "../wall/note/composer.js";
import { myWallZones } from "../wall/queries.js";
import { UndoButton } from "../wall/undo-button.js";
import { ZoneState } from "../wall/zone-state.js";
import { shownQuestion } from "./mirror/shown.js";
import { asksTheSame } from "./prompts.js";

/** The zone that this person writes for; "" follows the meeting. */
const writingFor = signal("");

/** Moves the focus to the box, to write for this zone. @param {ZoneRecord} zone */
export function writeFor(zone) {
  writingFor.value = zone.id;
  requestAnimationFrame(() => document.getElementById("composer")?.focus());
}

/** Where what is asked now is answered: in this person's small group, or where the meeting says. */
function askedZones() {
  const own = myBreakoutZone();
  return own ? [own] : zonesNow();
}

/** The zone that the box writes for. */
export function writingZone() {
  const zones = myWallZones();
  return zones.find((each) => each.id === writingFor.value) || askedZones()[0] || zones[0];
}

/** Whether the box is there: where nothing is asked there is none, unless this person chooses a zone or has begun to write. */
const isAsked = (/** @type {ZoneRecord} */ zone) =>
  askedZones().length > 0 || !one("on_now")?.section || Boolean(writingFor.value || draftOf(zone.id));

/** The zone whose state the bar says, so that nothing else on the page does. */
export function zoneInBar() {
  const zone = writingZone();
  return zone && one("meeting")?.state !== "closed" && isAsked(zone) ? zone.id : "";
}

export function ComposeBar() {
  const zones = myWallZones();
  const now = askedZones();
  const zone = writingZone();
  const nowKey = now.map((each) => each.id).join();
  const breakout = myBreakoutZone()?.id || "";
  const lastZone = useRef("");
  const previousBreakout = useRef(breakout);
  useEffect(() => {
    // A new question brings its own zone, but never takes away what somebody is writing. (A note begun in a small group
    // is offered when everybody is back.)
    const stay = draftOf(lastZone.current) && previousBreakout.current === breakout;
    previousBreakout.current = breakout;
    writingFor.value = stay ? lastZone.current : "";
  }, [nowKey, one("on_now")?.section, breakout]);
  const returned = returnedText.value;
  useEffect(() => {
    // Text that was returned to a box is shown at once.
    if (returned) writingFor.value = returned.zone;
  }, [returned]);
  lastZone.current = zone ? zone.id : "";
  if (!zone || one("meeting")?.state === "closed") return null;
  const asked = isAsked(zone);
  const words = asked && !asksTheSame(zone) && (zone.prompt || (zones.length > 1 ? "" : zone.title));
  return html`<section class="compose-bar" aria-label=${t("member.write")}>
    <${MicrophoneHint} />
    <div class="compose-about">
      ${words && words !== shownQuestion() && html`<p class="compose-prompt" dir="auto">${words}</p>`}
      ${
        zones.length > 1 &&
        html`<label class="compose-zone">
          <span class="label">${t("member.writing_for")}</span>
          <select
            class="input"
            onChange=${picked((value) => (writingFor.value = value))}
          >
            ${!asked && html`<option value="" selected>${t("member.writing_for_none")}</option>`}
            ${zones.map(
              (each) => html`<option key=${each.id} value=${each.id} selected=${asked && each.id === zone.id}>
                ${each.title}
              </option>`,
            )}
          </select>
        </label>`
      }
      ${asked && html`<${ZoneState} zone=${zone} />`}
    </div>
    ${asked && html`<${Composer} key=${zone.id} zone=${zone} main extra=${html`<${UndoButton} words />`} />`}
  </section>`;
}
