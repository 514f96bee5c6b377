// @ts-check
// What concerns this person now: their turn, a pause, a note that was refused. It stands above the box to write in, and
// what scrolls ends higher: so nothing moves when it comes or goes.
import { html } from "../../vendor/preact.js";
import { MyBreakout } from "../breakouts/my-breakout.js";
import { saves } from "../core/connection.js";
import { lost } from "../core/outbox.js";
import { get, one } from "../core/records.js";
import { returnText } from "../drafts/drafts.js";
import { CopyWords, wordsIn } from "../drafts/left-behind.js";
import { DRAFT_PLACES } from "../drafts/use-draft.js";
import { WaitingForMe } from "../followup/waiting-for-me.js";
import { PhotoNotices } from "../photos/photo-picker.js";
import { Status } from "../ui/status.js";
import { t } from "../ui/words.js";
import { HandNotice } from "../voices/my-hand.js";
import { MyTurn } from "../voices/my-turn.js";
import { myHand } from "../voices/queries.js";
import { currentSectionZones, myWallZones, refusedNotes } from "../wall/queries.js";
import { AfterClose } from "./after-close.js";
import { CurrentPrompt, QuestionNow } from "./prompts.js";

/**
 * @param {{wide?: boolean, hasBox?: boolean, scale?: ScaleRecord | false, onScale?: () => void, question?: boolean,
 *   here?: string, onGo: (tab: string) => void}} props  `wide`: without what a laptop says elsewhere; `hasBox`: beside a
 *   box to write in that is open; `scale`: one that opened while this person was writing; `question`: with the question
 *   of the moment; `here`: the tab in view, if not all is.
 */
export function Notices({ wide, hasBox, scale, onScale, question, here, onGo }) {
  const meeting = one("meeting");
  // On a laptop the box says it, if it is there.
  const isPaused = meeting?.paused && meeting.state !== "closed" && !hasBox;
  return html`<section class="notices" tabindex="-1" aria-label=${t("member.notices")}>
    ${!saves.value && html`<${Status} says="both" urgent class="notice warm">${t("common.cannot_save")}</>`}
    <${PhotoNotices} />
    ${refusedNotes().map(({ item, error }) => html`<${RefusedNote} key=${item.id} item=${item} error=${error} />`)}
    ${meeting?.state === "closed" && !wide && html`<${AfterClose} />`}
    <${CurrentPrompt} />
    <${MyBreakout} />
    <${MyTurn} wide=${wide} />
    ${(!wide || myHand()) && html`<${HandNotice} />`}
    ${isPaused && html`<p class="notice">${t("member.paused")}</p>`}
    ${
      scale &&
      html`<div class="notice turn">
        <p class="grow" dir="auto">${t("member.scale_open", { question: scale.question })}</p>
        <button type="button" class="button small" onClick=${onScale}>${t("member.scale_answer")}</button>
      </div>`
    }
    ${question && html`<${QuestionNow} />`}
    <${WaitingForMe} here=${here} onGo=${onGo} />
  </section>`;
}

/** @param {import("../core/outbox.js").LostCommand} props */
function RefusedNote({ item, error }) {
  const args = /** @type {{zone?: string, note?: string | null}} */ (/** @type {object} */ (item.args));
  const words = wordsIn(item.args);
  /** @param {Event & {currentTarget: HTMLElement}} event */
  const done = (event) => {
    // The button goes with its notice; the focus must not go with it.
    /** @type {HTMLElement | null} */ (event.currentTarget.closest(".notices"))?.focus();
    lost.value = lost.value.filter((each) => each.item.id !== item.id);
  };
  const wall = myWallZones().map((zone) => zone.id);
  const ownZone = args.zone || get("note", args.note)?.zone || "";
  // Its zone may belong to another group by now: the text goes to a box in which this person can write, if possible to
  // the one that they see.
  const other = currentSectionZones().find((zone) => wall.indexOf(zone.id) >= 0)?.id || wall[0];
  const box = DRAFT_PLACES[item.name] || (wall.indexOf(ownZone) >= 0 ? ownZone : other);
  const isClosed = one("meeting")?.state === "closed";
  /** @param {Event & {currentTarget: HTMLElement}} event */
  const returnToBox = (event) => {
    returnText(box, words);
    done(event);
    if (!DRAFT_PLACES[item.name]) requestAnimationFrame(() => document.getElementById("composer")?.focus());
  };
  return html`<${Status} as="div" says="both" urgent class="notice stack tight">
    <p><b>${t("wall.note.not_accepted")}</b> ${error.message}</p>
    <blockquote class="refused-words" dir="auto">${words}</blockquote>
    <div class="row">
      ${
        box &&
        !isClosed &&
        html`<button type="button" class="button small" onClick=${returnToBox}>${t("wall.note.back_to_box")}</button>`
      }
      <${CopyWords} words=${words} />
      <button type="button" class="button quiet small" onClick=${done}>${t("wall.note.let_go")}</button>
    </div>
  </>`;
}
