// @ts-check
// The safety panel: pause writing, lock the meeting, restore hidden notes, hand over the chair, close the meeting. The
// actions are few and visible, and each says in one line what it does.
import { html } from "../../../vendor/preact.js";
import { all, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { blankBoard, restoreBoard } from "../display/board-panel.js";
import { commandHandler } from "../shell/commands.js";
import { openDialog } from "../shell/screen-state.js";

export function SafetyPanel() {
  const meeting = one("meeting");
  if (!meeting) return null;
  const removed = all("removed").length;
  const chair = isChair();
  const open = meeting.state !== "closed";
  if (!chair && !removed) return null;
  return html`<section class="panel" aria-labelledby="safe-h">
    <h2 id="safe-h">${t("chair.safe.heading")}</h2>
    <div class="safe">
      ${open && chair && html`<${WritingRows} meeting=${meeting} />`}
      ${chair && html`<${BlankBoardRow} />`}
      ${open && chair && html`<${DoorRows} />`}
      ${
        chair &&
        all("log").length > 0 &&
        html`<${SafetyRow}
          icon="list"
          words="chair.safe.log"
          about="chair.safe.log_about"
          onClick=${() => (openDialog.value = "log")}
        />`
      }
      ${
        removed > 0 &&
        html`<${SafetyRow}
          icon="rotate-ccw"
          words="chair.safe.removed"
          n=${removed}
          about="chair.safe.removed_about"
          onClick=${() => (openDialog.value = "removed")}
        />`
      }
    </div>
  </section>`;
}

/** Who may write and send what, and when others see it. @param {{meeting: MeetingRecord}} props */
function WritingRows({ meeting }) {
  const { paused, locked } = meeting;
  return html`
    <${SafetyRow}
      icon=${paused ? "play" : "pause"}
      words=${paused ? "chair.safe.pause_off" : "chair.safe.pause"}
      about=${paused ? "chair.safe.pause_off_about" : "chair.safe.pause_about"}
      on=${paused}
      onClick=${commandHandler(paused ? "meeting.resume" : "meeting.pause")}
    />
    <${SafetyRow}
      icon=${locked ? "lock-open" : "lock"}
      words=${locked ? "chair.safe.lock_off" : "chair.safe.lock"}
      about=${locked ? "chair.safe.lock_off_about" : "chair.safe.lock_about"}
      on=${locked}
      onClick=${commandHandler(locked ? "meeting.unlock" : "meeting.lock")}
    />
    <${SafetyRow}
      icon="hourglass"
      words="chair.safe.slow"
      about=${meeting.slow ? "chair.safe.slow_on_about" : "chair.safe.slow_about"}
      n=${meeting.slow}
      on=${Boolean(meeting.slow)}
      onClick=${() => (openDialog.value = "slow")}
    />
    <${SafetyRow}
      icon="eye"
      words=${meeting.hold ? "chair.safe.hold_off" : "chair.safe.hold"}
      about=${meeting.hold ? "chair.safe.hold_off_about" : "chair.safe.hold_about"}
      on=${meeting.hold}
      onClick=${commandHandler("meeting.hold", { on: !meeting.hold })}
    />
    <${SafetyRow}
      icon="camera"
      words="chair.safe.photos"
      about="chair.safe.photos_about"
      on=${meeting.photos_by !== "all"}
      onClick=${() => (openDialog.value = "photos-by")}
    />
  `;
}

function BlankBoardRow() {
  const isBlank = one("board")?.view === "blank";
  return html`<${SafetyRow}
    icon="monitor"
    words=${isBlank ? "chair.blank.back" : "chair.safe.blank"}
    about=${isBlank ? "chair.blank.on" : "chair.safe.blank_about"}
    on=${isBlank}
    onClick=${isBlank ? restoreBoard : blankBoard}
  />`;
}

/** Asking somebody to leave, and a new code to join with. */
function DoorRows() {
  const banned = all("kept_out").length;
  return html`
    <${SafetyRow}
      icon="door-open"
      words="chair.safe.out"
      about=${banned ? "chair.safe.out_some" : "chair.safe.out_about"}
      n=${banned}
      onClick=${() => (openDialog.value = "out")}
    />
    <${SafetyRow}
      icon="refresh-cw"
      words="chair.safe.code"
      about="chair.safe.code_about"
      onClick=${() => (openDialog.value = "code")}
    />
  `;
}

/** @param {{icon: string, words: string, about: string, n?: number, on?: boolean, onClick: () => void}} props */
function SafetyRow({ icon, words, about, n, on, onClick }) {
  return html`<button type="button" class=${`safety-row ${on ? "on" : ""}`} onClick=${onClick}>
    <${Icon} name=${icon} />
    <span><b>${t(words, { n })}</b><small>${t(about, { n })}</small></span>
  </button>`;
}
