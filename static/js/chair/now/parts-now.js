// @ts-check
// The parts for talking and writing: the welcome, a presentation, a discussion and everything else on the wall.
import { html } from "../../../vendor/preact.js";
import { zonesNow } from "../../agenda/section-kinds.js";
import { all, get, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { slidesAreOn } from "../../slides/slide.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { currentRound, placesWords } from "../../voices/queries.js";
import { cardsWords } from "../../wall/cards-words.js";
import { cardsIn, mainZones } from "../../wall/queries.js";
import { GlanceButton } from "../breakouts/breakouts-panel.js";
import { WhatElseButton } from "../display/prompt-buttons.js";
import { runCommand } from "../shell/commands.js";
import { PanelButton } from "../shell/panel-button.js";
import { openDialog, panel } from "../shell/screen-state.js";
import { VoicesHeard } from "../voices/round-panel.js";

/** What is in these zones: where the answers are written. */
const cardsNow = (zones = zonesNow()) =>
  zones.map(cardsIn).reduce((sum, each) => ({ notes: sum.notes + each.notes, photos: sum.photos + each.photos }), {
    notes: 0,
    photos: 0,
  });

const asksForHopes = () => (one("on_now")?.zones || []).some((id) => get("zone", id)?.role === "hopes");

export function wallNow() {
  const chair = isChair() && one("meeting")?.state === "live";
  const zones = zonesNow();
  return {
    // Where no answers are written now, the console shows the whole wall.
    facts: html`
      <p class="num">${t("chair.now.notes", { cards: cardsWords(cardsNow(zones.length ? zones : mainZones())) })}</p>
      ${currentRound() && html`<p class="soft small-text"><${VoicesHeard} /></p>`}
    `,
    // A best hope is one for each person.
    first: chair && !asksForHopes() && html`<${WhatElseButton} />`,
    more: html`<${GlanceButton} />${chair && html`<${StartButtons} />`}`,
  };
}

/** What a chair may start within a part: each opens its panel or form. */
function StartButtons() {
  const inPart = all("section").some((section) => section.state === "now");
  return html`
    <${PanelButton} name="round" words="chair.board.round" />
    <${PanelButton} name="scales" words="chair.board.scale" />
    ${
      inPart &&
      html`<button type="button" class="button quiet" onClick=${() => (openDialog.value = "teams")}>
        ${t("chair.now.split")}
      </button>`
    }
  `;
}

export function welcomeNow() {
  return {
    facts: html`<p class="num">${placesWords()}</p>`,
    more: html`
      ${isChair() && html`<${PanelButton} name="round" words="chair.board.round" />`}
      <${PanelButton} name="guests" words="voice.guest.heading" />
    `,
  };
}

export function presentationNow() {
  const section = get("section", one("on_now")?.section ?? null);
  const zone = one("on_now")?.zones[0] || null;
  const board = one("board");
  const shown = Boolean(zone) && board?.view === "wall" && board.zone === zone;
  const slides = one("slides");
  const isToShow = slides && !slidesAreOn() && panel.value !== "slides";
  const questions = (/** @type {string} */ kind) =>
    isChair() &&
    zone &&
    html`<button
      type="button"
      class=${`button ${kind}`}
      onClick=${() => runCommand("board.show", shown ? { view: "auto" } : { view: "wall", zone })}
    >
      <${Icon} name="monitor" /> ${t(shown ? "chair.now.back_to_talk" : "chair.now.show_questions")}
    </button>`;
  return {
    facts: html`
      <p class="num">${t("chair.now.questions", { n: cardsNow().notes })}</p>
      ${
        section?.link &&
        html`<p>
          <a href=${section.link} target="_blank" rel="noopener noreferrer">
            <${Icon} name="link" /> <bdi>${section.link_label || t("agenda.kind_link")}</bdi>
          </a>
        </p>`
      }
    `,
    // The presenter's slides, once they are there; else what people want to know.
    first: isToShow ? html`<${SlidesButton} kind="first" />` : questions("first"),
    more: html`
      ${isToShow ? questions("quiet") : html`<${SlidesButton} />`}
      ${isChair() && html`<${PanelButton} name="round" words="chair.board.round" />`}
    `,
  };
}

/** @param {{kind?: "first"}} props */
function SlidesButton({ kind }) {
  const words = one("slides") ? (slidesAreOn() ? "turn_slides" : "show_slides") : "send_slides";
  return html`<${PanelButton} name="slides" words=${`chair.now.${words}`} kind=${kind} />`;
}
