// @ts-check
// The wide layout: the main area of a laptop's page, and the tools in its header. A phone never loads it.
import { html } from "../../vendor/preact.js";
import { one } from "../core/records.js";
import { MoreButton } from "../reading/easy-reading.js";
import { ListenButton } from "../reading/listen-button.js";
import { Toast } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { HandButton } from "../voices/my-hand.js";
import { ComposeBar, zoneInBar } from "./compose-bar.js";
import { isQuestionOnStage, shownScale, wholeWall } from "./mirror/shown.js";
import { Stage } from "./mirror/stage.js";
import { Notices } from "./notices.js";
import { PresentLine } from "./people.js";
import { SidePanel } from "./side-panel.js";
import { SmallWindowButton } from "./small-window.js";
import { VideoButton } from "./video-call.js";

/** @param {{onGo: (tab: string) => void}} props */
export function Wide({ onGo }) {
  // What the room is looking at is as large as there is room for; the own answer and the box to write in are always in
  // sight. A full wall has dozens of tab stops for people who use the keyboard.
  return html`
    <main class="wide">
      <button type="button" class="unseen button skip" onClick=${() => document.getElementById("side")?.focus()}>
        ${t("member.skip.answer")}
      </button>
      <${Stage} />
      <${Notices} wide hasBox=${zoneInBar() !== ""} question=${!isQuestionOnStage()} onGo=${onGo} />
      <${SidePanel} />
      <${ComposeBar} />
    </main>
    <${Toast} />
  `;
}

export function WideTools() {
  return html`<div class="head-tools">
    ${one("meeting")?.state !== "closed" && html`<${PresentLine} />`}
    <${ListenButton} scale=${wholeWall.value ? undefined : shownScale()?.id} /><${SmallWindowButton} /><${VideoButton} inside /><${HandButton} /><${MoreButton} />
  </div>`;
}
