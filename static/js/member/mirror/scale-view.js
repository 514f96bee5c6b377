// @ts-check
// The scale: how many people have answered and, once the chair shows it, the spread; beside it what people write for it.
import { html } from "../../../vendor/preact.js";
import { PeopleDots } from "../../board/people.js";
import { get } from "../../core/records.js";
import { Ends } from "../../scale/slider.js";
import { Spread, Steps } from "../../scale/spread.js";
import { Answered } from "../../ui/answered.js";
import { countedWords } from "../../ui/counted-note.js";
import { t } from "../../ui/words.js";
import { notesOf } from "../../wall/queries.js";
import { shownScale } from "./shown.js";
import { WallView } from "./wall-view.js";

export function ScaleView() {
  const scale = shownScale();
  if (!scale) return html`<p class="empty">${t("board.no_scale")}</p>`;
  const zone = get("zone", scale.zone);
  const isSpread = Boolean(scale.shown && scale.counts);
  const withNotes = zone && notesOf(zone.id).length > 0;
  return html`<div class=${`mirror-scale ${withNotes ? "with-notes" : ""}`}>
    <div class="mirror-spread">
      ${
        isSpread
          ? html`<${Spread} scale=${scale} /><${Answered} question=${scale} />`
          : html`<${Waiting} scale=${scale} /><div class="spread"><${Steps} scale=${scale} /><${Ends} scale=${scale} /></div>`
      }
    </div>
    ${withNotes && html`<${WallView} zones=${[zone]} />`}
  </div>`;
}

/** @param {{scale: ScaleRecord}} props */
function Waiting({ scale }) {
  const why = scale.shown && countedWords(scale, 0, scale.state === "closed", true);
  return html`<div class="mirror-waiting">
    <${Answered} question=${scale} />
    <${PeopleDots} of=${scale.asked} full=${scale.received} />
    ${why && html`<p class="soft">${why}</p>`}
  </div>`;
}
