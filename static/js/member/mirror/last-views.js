// @ts-check
// The closing part, and thanks after the close: what was useful, what became of the hopes, the next date and steps.
import { html } from "../../../vendor/preact.js";
import { zonesNow } from "../../agenda/section-kinds.js";
import { all, one } from "../../core/records.js";
import { FollowUp, hasFollowUp } from "../../followup/followup.js";
import { HopesSpread } from "../../hopes/hopes-spread.js";
import { allCards } from "../../photos/photo-card.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { cardsWords, countCards } from "../../wall/cards-words.js";
import { AfterClose } from "../after-close.js";
import { WallView } from "./wall-view.js";

export function ClosingView() {
  const zones = zonesNow();
  const hopes = one("hopes");
  return html`<div class="mirror-closing stack loose">
    ${zones.length > 0 && html`<${WallView} zones=${zones} />`}
    ${
      hopes?.spread &&
      html`<section class="stack tight mirror-hopes"><h3>${t("hopes.heading")}</h3><${HopesSpread} /></section>`
    }
    <${FollowUp} />
  </div>`;
}

export function EndView() {
  const people = all("person");
  const room = people.filter((person) => person.place === "room").length;
  const facts = [
    ["armchair", t("board.end.room", { n: room })],
    ["monitor", t("board.end.remote", { n: people.length - room })],
    ["sticky-note", t("board.end.wall", { cards: cardsWords(countCards(allCards())) })],
  ];
  return html`<div class="mirror-end stack loose">
    <${AfterClose} />
    <ul class="row mirror-facts">
      ${facts.map(([icon, words]) => html`<li key=${icon} class="num"><${Icon} name=${icon} /> ${words}</li>`)}
    </ul>
    ${hasFollowUp() && html`<${FollowUp} withoutNext />`}
  </div>`;
}
