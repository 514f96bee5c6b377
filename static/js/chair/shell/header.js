// @ts-check
// The console's header: the current section, when the meeting will end, the clock and its buttons, and what opens the
// running order and the tools for a safe meeting.
import { html } from "../../../vendor/preact.js";
import { ClockFace, ClockLine } from "../../agenda/clock-face.js";
import { all, get, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { formatTime } from "../../ui/dates.js";
import { Icon } from "../../ui/icon.js";
import { SaveStatus } from "../../ui/save-status.js";
import { t } from "../../ui/words.js";
import { placesWords } from "../../voices/queries.js";
import { MinuteButtons } from "../agenda/agenda-buttons.js";
import { TimeSavingsButton } from "../agenda/time-savings.js";
import { commandHandler, runCommand } from "./commands.js";
import { narrow, openPanel, orderShown, toggleOrder } from "./screen-state.js";

export function ChairHeader() {
  const meeting = one("meeting");
  const timer = one("timer");
  const section = timer && get("section", timer.section);
  return html`<header class="chair-header">
    <div class="chair-where">
      <h1 dir="auto">${section ? section.title : meeting?.title}</h1>
      <div class="chair-facts soft small-text">
        ${section && html`<span class="num chair-place">${t("chair.order.place", positionOf(section))}</span>`}
        <span class="num"><${EndTime} /></span>
        ${meeting?.state === "live" && isChair() && html`<${TimeSavingsButton} />`}
        <${SaveStatus} />
        ${narrow.value && meeting?.state !== "closed" && html`<${PresentCount} />`}
        ${meeting?.locked && html`<span class="row"><${Icon} name="lock" /> ${t("chair.locked")}</span>`}
      </div>
    </div>
    <${ClockFace} />
    ${timer && isChair() && html`<${ClockButtons} running=${timer.running} />`}
    ${
      !narrow.value &&
      html`<div class="chair-sides">
        <button
          type="button"
          class="button quiet"
          aria-expanded=${orderShown.value}
          aria-controls="side-order"
          onClick=${toggleOrder}
        >
          ${t("chair.tab.order")}
        </button>
        ${
          (isChair() || all("removed").length > 0) &&
          html`<button type="button" class="button quiet" data-panel="safety" onClick=${() => openPanel("safety")}>
            ${t("chair.safe.heading")}
          </button>`
        }
      </div>`
    }
    <${ClockLine} />
  </header>`;
}

/** The place of a section in the agenda. @param {SectionRecord} section */
function positionOf(section) {
  const sections = all("section");
  return { n: sections.findIndex((each) => each.id === section.id) + 1, m: sections.length };
}

/** When the meeting will end, in a few words. */
function EndTime() {
  const state = one("meeting")?.state;
  const plan = one("plan");
  if (state === "closed") return t("chair.closed");
  if (!plan?.finish) return t(one("meeting")?.cancelled ? "agenda.called_off" : "chair.not_started");
  const over = Math.round((plan.finish - (plan.planned_end ?? 0)) / 60000);
  const key = over > 0 ? "chair.plan.over" : over < 0 ? "chair.plan.early" : "chair.plan.on_time";
  return t(key, { n: Math.abs(over), time: formatTime(plan.finish) });
}

/** The buttons of the clock. @param {{running: boolean}} props */
function ClockButtons({ running }) {
  return html`<div class="chair-hands" role="group" aria-label=${t("chair.hands")}>
    <button type="button" class="button quiet" onClick=${commandHandler(running ? "agenda.pause" : "agenda.resume")}>
      ${t(running ? "chair.pause" : "chair.resume")}
    </button>
    <${MinuteButtons} onStep=${(/** @type {number} */ minutes) => runCommand("agenda.extend", { minutes })} />
  </div>`;
}

/** How many people are here. */
function PresentCount() {
  return html`<span class="chair-here num">
    <${Icon} name="users" /> <span>${placesWords()}</span>
  </span>`;
}
