// @ts-check
// What is on now, and what the chair does about it: one card at the top of the tools. While a panel is open, or the
// tools are in a closed drawer, a thin bar has its first button.
import { html } from "../../../vendor/preact.js";
import { SECTION_KIND_ICONS } from "../../agenda/section-kinds.js";
import { get, one } from "../../core/records.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { breakoutsNow } from "./breakouts-now.js";
import { closingNow, stepsNow } from "./outlook-now.js";
import { closedNow, waitingNow } from "./outside-now.js";
import { presentationNow, wallNow, welcomeNow } from "./parts-now.js";
import { roundNow } from "./round-now.js";
import { scaleNow } from "./scale-now.js";

/**
 * What a card shows, from top to bottom; `first` is the button that the chair needs most.
 * @typedef {{name?: string, icon?: string, title?: unknown, facts?: unknown, first?: unknown, more?: unknown}} NowParts
 */

/** What the meeting is at; `undefined` is a part for writing on the wall. @type {Partial<Record<OnNowRecord["view"], () => NowParts>>} */
const VIEWS = {
  join: waitingNow,
  end: closedNow,
  welcome: welcomeNow,
  round: roundNow,
  scale: scaleNow,
  presentation: presentationNow,
  teams: breakoutsNow,
  steps: stepsNow,
  closing: closingNow,
};

/** @returns {Required<NowParts>} */
function partsNow() {
  const now = one("on_now");
  const parts = ((now && VIEWS[now.view]) || wallNow)();
  const kind = get("section", now?.section ?? null)?.kind || "open";
  return {
    name: t(kind === "open" ? "chair.now.part" : "chair.now.kind", { kind: t(`agenda.kind.${kind}`) }),
    icon: SECTION_KIND_ICONS[kind],
    title: html`<bdi>${now?.question}</bdi>`,
    facts: null,
    first: null,
    more: null,
    ...parts,
  };
}

export function NowCard() {
  const { name, icon, title, facts, first, more } = partsNow();
  return html`<section class="now-card" aria-labelledby="now-h">
    <p class="now-name"><${Icon} name=${icon} /> ${name}</p>
    <h2 id="now-h" class="now-title">${title}</h2>
    ${facts && html`<div class="now-facts">${facts}</div>`}
    ${first && html`<div class="now-first">${first}</div>`}
    ${more && html`<div class="now-more">${more}</div>`}
  </section>`;
}

export function NowBar() {
  const { name, title, first } = partsNow();
  if (!first) return null;
  return html`<section class="now-bar" aria-label=${name}>
    <div class="now-bar-title"><small>${name}</small> <b>${title}</b></div>
    ${first}
  </section>`;
}
