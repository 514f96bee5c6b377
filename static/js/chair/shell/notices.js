// @ts-check
// What the chair should not overlook: writing is paused, a round is running, words that could not be saved.
import { html } from "../../../vendor/preact.js";
import { saves } from "../../core/connection.js";
import { lost } from "../../core/outbox.js";
import { all, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { CopyWords, wordsIn } from "../../drafts/left-behind.js";
import { PhotoNotices } from "../../photos/photo-picker.js";
import { Icon } from "../../ui/icon.js";
import { Status } from "../../ui/status.js";
import { t } from "../../ui/words.js";
import { roundIsOn, speakingHand, waitingHands } from "../../voices/queries.js";
import { restoreBoard } from "../display/board-panel.js";
import { CurrentPromptNotice } from "../display/prompt-buttons.js";
import { PracticeNotice } from "../practice/practice.js";
import { CrowdNotice } from "../safety/crowd-notice.js";
import { FirstHand } from "../voices/hand-queue.js";
import { FitDuring } from "../voices/round-panel.js";
import { commandHandler } from "./commands.js";
import { drawer, narrow, openDialog } from "./screen-state.js";

/**
 * One line, said to screen readers when it comes.
 * @param {{icon: string, words: string, children?: unknown}} props  `children`: its button.
 */
function Notice({ icon, words, children }) {
  return html`<${Status} says="comes" class="chair-notice">
    <${Icon} name=${icon} /> <span class="grow">${words}</span>
    ${children}
  </>`;
}

/** What ends it, for the chair. @param {{words: string, onClick: () => void}} props */
const EndButton = ({ words, onClick }) =>
  isChair() && html`<button type="button" class="button quiet small" onClick=${onClick}>${t(words)}</button>`;

/** Opens what waits for a look. @param {{words: string, dialog: import("./screen-state.js").DialogName}} props */
const LookButton = ({ words, dialog }) =>
  html`<button type="button" class="button small" onClick=${() => (openDialog.value = dialog)}>${t(words)}</button>`;

export function ChairNotices() {
  return html`<section class="chair-notices" tabindex="-1" aria-label=${t("member.notices")}>
    <${PracticeNotice} />
    <${PhotoNotices} />
    ${
      !saves.value &&
      html`<${Status} says="both" urgent class="chair-notice">
        <${Icon} name="cloud-off" /> <span class="grow">${t("common.cannot_save")}</span>
      </>`
    }
    <${RuleNotices} />
    ${
      one("board")?.view === "blank" &&
      html`<${Notice} icon="monitor" words=${t("chair.blank.on")}>
        <${EndButton} words="chair.blank.back" onClick=${restoreBoard} />
      </>`
    }
    <${VoiceNotices} />
    ${lost.value.map(({ item, error }) => html`<${LostWords} key=${item.id} item=${item} error=${error} />`)}
  </section>`;
}

/** What the chair has set for all, and what waits for a look because of it. */
function RuleNotices() {
  const meeting = one("meeting");
  if (!meeting || meeting.state === "closed") return null;
  const [held, photos] = [all("held").length, all("held_photo").length];
  return html`
    ${
      meeting.paused &&
      html`<${Notice} icon="pause" words=${t("chair.safe.paused")}>
        <${EndButton} words="chair.safe.resume" onClick=${commandHandler("meeting.resume")} />
      </>`
    }
    ${
      meeting.slow &&
      html`<${Notice} icon="hourglass" words=${t("chair.slow.on", { n: meeting.slow })}>
        <${EndButton} words="chair.slow.stop" onClick=${commandHandler("meeting.slow", { seconds: null })} />
      </>`
    }
    ${
      held > 0 &&
      html`<${Notice} icon="eye" words=${t("chair.held.waiting", { n: held })}>
        <${LookButton} words="chair.held.look" dialog="held" />
      </>`
    }
    ${
      photos > 0 &&
      html`<${Notice} icon="camera" words=${t("chair.photos.waiting", { n: photos })}>
        <${LookButton} words="chair.photos.look" dialog="photos" />
      </>`
    }
    <${CrowdNotice} />
  `;
}

/** The prompt, and who waits to speak. */
function VoiceNotices() {
  const meeting = one("meeting");
  if (!meeting || meeting.state === "closed") return null;
  const isOutOfSight = narrow.value && drawer.value !== "tools";
  return html`
    ${isChair() && html`<${CurrentPromptNotice} />`}
    ${
      isOutOfSight &&
      !roundIsOn() &&
      (speakingHand() || waitingHands().length > 0) &&
      html`<div class="chair-notice"><${FirstHand} /></div>`
    }
    ${roundIsOn() && html`<${FitDuring} />`}
  `;
}

/**
 * Something written on an earlier visit was refused; its words are shown, to be copied.
 * @param {import("../../core/outbox.js").LostCommand} props
 */
function LostWords({ item, error }) {
  const words = wordsIn(item.args);
  /** @param {Event & {currentTarget: HTMLElement}} event */
  const away = (event) => {
    // The button goes with its notice; the focus must not go with it.
    /** @type {HTMLElement | null} */ (event.currentTarget.closest(".chair-notices"))?.focus();
    lost.value = lost.value.filter((each) => each.item.id !== item.id);
  };
  return html`<${Status} as="div" says="both" urgent class="chair-notice">
    <p class="grow"><b>${t("chair.lost")}</b> ${error.message} ${words && html`<q dir="auto">${words}</q>`}</p>
    ${words && html`<${CopyWords} words=${words} />`}
    <button type="button" class="button quiet small" onClick=${away}>
      <${Icon} name="x" /> ${t("chair.lost_away")}
    </button>
  </>`;
}
