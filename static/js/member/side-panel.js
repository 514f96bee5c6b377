// @ts-check
// The side of a laptop's page: the call, this person's own answer, who is speaking; below them, folded, the rest.
import { html } from "../../vendor/preact.js";
import { RunningOrder } from "../agenda/running-order.js";
import { myBreakoutZone } from "../breakouts/queries.js";
import { FollowUp, hasFollowUp } from "../followup/followup.js";
import { MyHopes } from "../hopes/my-hopes.js";
import { ScaleSlider } from "../scale/slider.js";
import { Spread } from "../scale/spread.js";
import { Answered } from "../ui/answered.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { HandNotice } from "../voices/my-hand.js";
import { myHand } from "../voices/queries.js";
import { SpeakingNow } from "../voices/speaking-now.js";
import { KeepInTouch } from "./after-close.js";
import { shownScale, shownView, stageHasFollowUp, wholeWall } from "./mirror/shown.js";
import { People } from "./people.js";
import { visibleScales } from "./scales.js";
import { SectionIntro } from "./section-intro.js";
import { currentCall, VideoCall, VideoCallLinks } from "./video-call.js";

export function SidePanel() {
  const scales = visibleScales();
  const asked = scales.find((scale) => scale.state === "open") || scales.find((scale) => scale === shownScale());
  const others = scales.filter((scale) => scale !== asked);
  // In a presentation the stage has the speaker's link and the number of questions.
  const hasIntro = shownView() !== "presentation" || wholeWall.value;
  return html`<aside class="side" id="side" tabindex="-1" aria-label=${t("member.side")}>
    <div class="side-parts">
      <div class="side-now">
        <${VideoCall} />
        ${asked && html`<${OwnAnswer} key=${asked.id} scale=${asked} />`}
      </div>
      ${hasIntro ? html`<${SectionIntro} />` : html`<${MyHopes} />`}
      <div class="folds">
      ${others.length > 0 && html`<${Fold} icon="gauge" words=${t("member.other_scales")}><${OtherScales} scales=${others} /></>`}
      <${Fold} icon="list" words=${t("member.agenda")}><${RunningOrder} /></>
      ${
        hasFollowUp() &&
        !stageHasFollowUp() &&
        html`<${Fold} icon="flag" words=${t("member.follow_up")}><${FollowUp} /></>`
      }
      <${Fold} icon="users" words=${t("member.people")}><${People} /><${KeepInTouch} /></>
      ${currentCall() && html`<${Fold} icon="video" words=${t("member.video.heading")}><${VideoCallLinks} /></>`}
      </div>
    </div>
    <div class="side-voices">
      ${!myBreakoutZone() && html`<${SpeakingNow} />`}
      ${!myHand() && html`<${HandNotice} />`}
    </div>
  </aside>`;
}

/** A row that opens. @param {{icon: string, words: string, children?: unknown}} props */
function Fold({ icon, words, children }) {
  return html`<details class="fold">
    <summary><${Icon} name=${icon} /> <span class="grow">${words}</span> <${Icon} name="chevron-right" /></summary>
    <div class="fold-inside stack">${children}</div>
  </details>`;
}

/** @param {{scale: ScaleRecord}} props */
function OwnAnswer({ scale }) {
  // The question stands over the spread, where everybody looks; here only while the room looks at something else.
  const isShown = shownScale() === scale;
  return html`<section class=${`own-answer card ${isShown ? "is-shown" : ""}`} aria-labelledby="own-answer-h">
    <h2 id="own-answer-h">${t("member.your_answer")}</h2>
    <${ScaleSlider} scale=${scale} />
  </section>`;
}

/** @param {{scales: ScaleRecord[]}} props */
function OtherScales({ scales }) {
  return html`${scales.map(
    (scale) => html`<section key=${scale.id} class="stack">
      ${
        scale.state === "open"
          ? html`<${ScaleSlider} scale=${scale} />`
          : html`<h3 dir="auto">${scale.question}</h3><${Answered} question=${scale} />`
      }
      <${Spread} scale=${scale} />
    </section>`,
  )}`;
}
