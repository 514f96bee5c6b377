// @ts-check
import { html, useRef } from "../../vendor/preact.js";
import { all, get, one } from "../core/records.js";
import { ListenButton } from "../reading/listen-button.js";
import { ScaleSlider } from "../scale/slider.js";
import { Spread } from "../scale/spread.js";
import { Answered } from "../ui/answered.js";
import { heightOf, NewsButton, useStillList } from "../ui/still-list.js";
import { t } from "../ui/words.js";
import { Composer } from "../wall/note/composer.js";
import { ZoneNews, ZoneNotes } from "../wall/zone-notes.js";

/** Scales that are open, or closed with something to see; the newest first. */
export function visibleScales() {
  return all("scale")
    .filter((scale) => scale.state === "open" || (scale.state === "closed" && scale.shown))
    .reverse();
}

/** @param {string[]} ids */
const newScales = (ids) => t("member.new_scales", { n: ids.length });

/** The page of a phone. One that opens while somebody is here comes below the others, and is announced under the page. */
export function Scales() {
  const page = useRef(/** @type {HTMLElement | null} */ (null));
  const order = useRef(/** @type {string[]} */ ([]));
  const there = visibleScales();
  const known = there.filter((scale) => order.current.includes(scale.id));
  known.sort((one, other) => order.current.indexOf(one.id) - order.current.indexOf(other.id));
  const scales = known.concat(there.filter((scale) => !order.current.includes(scale.id)));
  order.current = scales.map((scale) => scale.id);
  // To its question: a scale with its notes may be higher than the page.
  const list = useStillList(page, scales, { attribute: "scale", block: "start" });
  return html`
    <div class="phone-page" tabindex="0" role="group" aria-label=${t("member.tab.scale")} ref=${page}>
      <div class="stack loose">
        ${list.rows.map((row, n) =>
          row.state === "gone"
            ? html`<div key=${row.id} class="empty-place" aria-hidden="true" style=${heightOf(row)}></div>`
            : html`<div key=${row.id} data-scale=${row.id}><${MemberScale} scale=${row.item} first=${n === 0} /></div>`,
        )}
      </div>
    </div>
    <div class="under-scales"><${ListenButton} scale=${scales[0]?.id} /><${NewsButton} list=${list} words=${newScales} /></div>
  `;
}

/** @param {{scale: ScaleRecord, first: boolean}} props */
function MemberScale({ scale, first }) {
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
      html`<section class="zone" aria-label=${zone.title}>
        <div class="zone-title zone-about">
          <h3 dir="auto">${zone.prompt || zone.title}</h3>
          <${ZoneNews} zone=${zone} />
        </div>
        ${!closed && html`<${Composer} zone=${zone} main=${first} folds />`}
        <${ZoneNotes} zone=${zone} waiting />
      </section>`
    }
  </div>`;
}
