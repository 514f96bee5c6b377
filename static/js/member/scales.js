// @ts-check
import { html } from "../../vendor/preact.js";
import { all, get, one } from "../live/records.js";
import { Answered, ScaleSlider } from "../scale/slider.js";
import { Spread } from "../scale/spread.js";
import { ZoneNotes } from "../wall/columns.js";
import { Composer } from "../wall/composer.js";

/** Scales that are open, or closed with something to see; the newest first. */
export function scalesToSee() {
  return all("scale").filter((scale) => scale.state === "open" || (scale.state === "closed" && scale.shown)).reverse();
}

/** @param {{brief?: boolean}} props  `brief`: without the notes, where the wall is in sight anyway. */
export function Scales({ brief }) {
  return html`<div class="stack loose">${scalesToSee().map((scale) => html`<${One} key=${scale.id} scale=${scale} brief=${brief} />`)}</div>`;
}

/** @param {{scale: any, brief?: boolean}} props */
function One({ scale, brief }) {
  const zone = brief ? undefined : get("zone", scale.zone);
  return html`<div class="stack">
    ${scale.state === "open" ? html`<${ScaleSlider} scale=${scale} />` : html`<h2 class="scale-question" dir="auto">${scale.question}</h2><${Answered} scale=${scale} />`}
    <${Spread} scale=${scale} />
    ${zone && html`<section class="zone" aria-label=${zone.title}>
      <h3 dir="auto">${zone.prompt || zone.title}</h3>
      ${one("meeting")?.state !== "closed" && html`<${Composer} zone=${zone} />`}
      <${ZoneNotes} zone=${zone} newest waiting />
    </section>`}
  </div>`;
}
