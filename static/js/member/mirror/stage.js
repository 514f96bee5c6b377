// @ts-check
// The main area on a laptop: what the room is looking at, or the whole wall. The same records that make the board make
// this, in letters for somebody who sits in front of it.
import { html } from "../../../vendor/preact.js";
import { FinishTime } from "../../agenda/finish-time.js";
import { RunningOrder } from "../../agenda/running-order.js";
import { myBreakoutZone } from "../../breakouts/queries.js";
import { get, one } from "../../core/records.js";
import { FollowUp } from "../../followup/followup.js";
import { PhotoButton } from "../../photos/photo-card.js";
import { LateStageSlide } from "../../slides/late.js";
import { t } from "../../ui/words.js";
import { notesOf, unsentNotesOf } from "../../wall/queries.js";
import { writingZone } from "../compose-bar.js";
import { BreakoutWall, WideWall } from "../wide-wall.js";
import { GroupsView } from "./groups-view.js";
import { JoinView } from "./join-view.js";
import { ClosingView, EndView } from "./last-views.js";
import { PresentationView } from "./presentation-view.js";
import { RoundView } from "./round-view.js";
import { ScaleView } from "./scale-view.js";
import { shownHeading, shownQuestion, shownView, wholeWall, zonesOnStage } from "./shown.js";
import { WallView } from "./wall-view.js";

/** @type {Record<BoardRecord["showing"], (() => unknown) | null>} */
const VIEWS = {
  auto: null,
  blank: null,
  join: JoinView,
  welcome: JoinView,
  wall: () => html`<${WallView} />`,
  scale: ScaleView,
  agenda: () => html`<div class="mirror-agenda"><${RunningOrder} prompt /><${FinishTime} /></div>`,
  round: RoundView,
  teams: GroupsView,
  steps: () => html`<div class="mirror-steps"><${FollowUp} /></div>`,
  end: EndView,
  presentation: PresentationView,
  closing: ClosingView,
  photo: PhotoOnStage,
  slides: () => html`<${LateStageSlide} />`,
};

/** The photograph that the board shows: it opens at full size. */
function PhotoOnStage() {
  const photo = get("photo", one("board")?.photo);
  return (
    photo &&
    html`<div class="mirror-photo">
      <${PhotoButton} photo=${photo} width=${1000} />
      ${photo.description && html`<p dir="auto">${photo.description}</p>`}
    </div>`
  );
}

export function Stage() {
  // A small group has the screen to itself.
  const own = myBreakoutZone();
  if (own) return html`<div class="stage"><${BreakoutWall} zone=${own} /></div>`;
  return html`<div class="stage">
    <div class="switch stage-switch" role="group" aria-label=${t("member.room.choose")}>
      <${Part} whole=${false} words="member.room.heading" />
      <${Part} whole=${true} words="member.room.whole" />
    </div>
    ${wholeWall.value ? html`<${WideWall} />` : html`<${Mirror} />`}
  </div>`;
}

/** @param {{whole: boolean, words: string}} props */
const Part = ({ whole, words }) => html`<button
  type="button"
  class="switch-part"
  aria-pressed=${wholeWall.value === whole}
  onClick=${() => (wholeWall.value = whole)}
>
  ${t(words)}
</button>`;

/** What is written where this person writes, if the room is looking at something else: so that they find their notes. */
function WrittenFor() {
  const zone = writingZone();
  const isThere = !zone || zonesOnStage().some((each) => each.id === zone.id);
  if (isThere || !(notesOf(zone.id).length || unsentNotesOf(zone.id).length)) return null;
  return html`<${WallView} zones=${[zone]} />`;
}

function Mirror() {
  const view = shownView();
  const View = VIEWS[view];
  return html`<section class=${`mirror mirror-is-${view}`} aria-label=${shownHeading()} tabindex="0">
    ${view === "blank" && html`<p class="soft">${shownHeading()}</p>`}
    <h2 class="mirror-question" dir="auto">${shownQuestion()}</h2>
    ${View && html`<${View} key=${view} />`}
    <${WrittenFor} />
  </section>`;
}
