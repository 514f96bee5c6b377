// @ts-check
import { html } from "../../vendor/preact.js";
import { all, get, one } from "../core/records.js";
import { ScaleSlider } from "../scale/slider.js";
import { Spread } from "../scale/spread.js";
import { Answered } from "../ui/answered.js";
import { Icon } from "../ui/icon.js";
import { Composer } from "../wall/note/composer.js";
import { ZoneNews, ZoneNotes } from "../wall/zone-notes.js";

/** Scales that are open, or closed with something to see; the newest first. */
export function visibleScales() {
  return all("scale")
    .filter((scale) => scale.state === "open" || (scale.state === "closed" && scale.shown))
    .reverse();
}

/**
 * @param {{brief?: boolean, onZone?: (zone: ZoneRecord) => void}} props  `brief`: without the notes, where the wall is
 *   visible anyway; `onZone`: goes to a zone.
 */
export function Scales({ brief, onZone }) {
  return html`<div class="stack loose">
    ${visibleScales().map(
      (scale, n) =>
        html`<${MemberScale} key=${scale.id} scale=${scale} first=${n === 0} brief=${brief} onZone=${onZone} />`,
    )}
  </div>`;
}

/** @param {{scale: ScaleRecord, first: boolean, brief?: boolean, onZone?: (zone: ZoneRecord) => void}} props */
function MemberScale({ scale, first, brief, onZone }) {
  const zone = get("zone", scale.zone);
  const closed = one("meeting")?.state === "closed";
  return html`<div class="stack">
    ${
      scale.state === "open"
        ? html`<${ScaleSlider} scale=${scale} />`
        : html`
          <h2 class="scale-question" dir="auto">${scale.question}</h2>
          <${Answered} question=${scale} />
        `
    }
    <${Spread} scale=${scale} />
    ${
      zone &&
      brief &&
      onZone &&
      !closed &&
      html`<button type="button" class="button quiet" onClick=${() => onZone(zone)}>
        <${Icon} name="message-square-plus" /> <span>${zone.prompt || zone.title}</span>
      </button>`
    }
    ${
      zone &&
      !brief &&
      html`<section class="zone" aria-label=${zone.title}>
        <div class="zone-title zone-about">
          <h3 dir="auto">${zone.prompt || zone.title}</h3>
          <${ZoneNews} zone=${zone} quiet />
        </div>
        ${!closed && html`<${Composer} zone=${zone} main=${first} folds />`}
        <${ZoneNotes} zone=${zone} waiting />
      </section>`
    }
  </div>`;
}
