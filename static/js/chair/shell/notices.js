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

export function ChairNotices() {
  const meeting = one("meeting");
  const live = meeting && meeting.state !== "closed";
  return html`<section class="chair-notices" tabindex="-1" aria-label=${t("member.notices")}>
    <${PracticeNotice} />
    <${PhotoNotices} />
    ${
      !saves.value &&
      html`<${Status} says="both" urgent class="chair-notice">
        <${Icon} name="cloud-off" /> <span class="grow">${t("common.cannot_save")}</span>
      </>`
    }
    ${
      live &&
      meeting.paused &&
      html`<${Status} says="comes" class="chair-notice">
        <${Icon} name="pause" /> <span class="grow">${t("chair.safe.paused")}</span>
        ${
          isChair() &&
          html`<button type="button" class="button quiet small" onClick=${commandHandler("meeting.resume")}>
            ${t("chair.safe.resume")}
          </button>`
        }
      </>`
    }
    ${
      live &&
      meeting.slow &&
      html`<${Status} says="comes" class="chair-notice">
        <${Icon} name="hourglass" /> <span class="grow">${t("chair.slow.on", { n: meeting.slow })}</span>
        ${
          isChair() &&
          html`<button
            type="button"
            class="button quiet small"
            onClick=${commandHandler("meeting.slow", { seconds: null })}
          >
            ${t("chair.slow.stop")}
          </button>`
        }
      </>`
    }
    ${
      live &&
      all("held").length > 0 &&
      html`<${Status} says="comes" class="chair-notice">
        <${Icon} name="eye" /> <span class="grow">${t("chair.held.waiting", { n: all("held").length })}</span>
        <button type="button" class="button small" onClick=${() => (openDialog.value = "held")}>
          ${t("chair.held.look")}
        </button>
      </>`
    }
    ${
      live &&
      all("held_photo").length > 0 &&
      html`<${Status} says="comes" class="chair-notice">
        <${Icon} name="camera" /> <span class="grow">${t("chair.photos.waiting", { n: all("held_photo").length })}</span>
        <button type="button" class="button small" onClick=${() => (openDialog.value = "photos")}>
          ${t("chair.photos.look")}
        </button>
      </>`
    }
    ${live && html`<${CrowdNotice} />`}
    ${
      one("board")?.view === "blank" &&
      html`<${Status} says="comes" class="chair-notice">
        <${Icon} name="monitor" /> <span class="grow">${t("chair.blank.on")}</span>
        ${
          isChair() &&
          html`<button type="button" class="button quiet small" onClick=${restoreBoard}>
            ${t("chair.blank.back")}
          </button>`
        }
      </>`
    }
    ${live && isChair() && html`<${CurrentPromptNotice} />`}
    ${
      live &&
      narrow.value &&
      drawer.value !== "tools" &&
      !roundIsOn() &&
      (speakingHand() || waitingHands().length > 0) &&
      html`<div class="chair-notice"><${FirstHand} /></div>`
    }
    ${live && roundIsOn() && html`<${FitDuring} />`}
    ${lost.value.map(({ item, error }) => html`<${LostWords} key=${item.id} item=${item} error=${error} />`)}
  </section>`;
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
