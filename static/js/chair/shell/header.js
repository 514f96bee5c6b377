// @ts-check
// The console's header: the current section, when the meeting will end, the clock and its buttons, and the one next
// step.
import { html } from "../../../vendor/preact.js";
import { ClockFace, ClockLine } from "../../agenda/clock-face.js";
import { all, get, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { formatTime } from "../../ui/dates.js";
import { Icon } from "../../ui/icon.js";
import { SaveStatus } from "../../ui/save-status.js";
import { t } from "../../ui/words.js";
import { presentCounts } from "../../voices/queries.js";
import { MinuteButtons, NextButton } from "../agenda/agenda-buttons.js";
import { TimeSavingsButton } from "../agenda/time-savings.js";
import { askFirst } from "./ask-first.js";
import { ariaResting, commandHandler, runCommand } from "./commands.js";
import { jumpToPanel } from "./jump-links.js";
import { narrow } from "./screen-state.js";

export function ChairHeader() {
  const meeting = one("meeting");
  const timer = one("timer");
  const section = timer && get("section", timer.section);
  return html`<header class="chair-header">
    <div class="chair-where">
      <h1 dir="auto">${section ? section.title : meeting?.title}</h1>
      <p class="soft small-text"><${EndTime} /></p>
      <div class="chair-facts small-text">
        ${meeting?.state === "live" && isChair() && html`<${TimeSavingsButton} />`}
        <${SaveStatus} />
        ${narrow.value && html`<${PresentCount} />`}
        ${meeting?.locked && html`<span class="row soft"><${Icon} name="lock" /> ${t("chair.locked")}</span>`}
      </div>
    </div>
    <${ClockFace} />
    ${timer && isChair() && html`<${ClockButtons} running=${timer.running} />`}
    ${
      !narrow.value &&
      html`
        ${isChair() && html`<${NextButton} />`}
        <div class="chair-side-tools">
          <${RaisedHands} />
          <${PresentCount} />
          ${
            isChair() &&
            html`<button type="button" class="button quiet small" onClick=${() => jumpToPanel("safe-h")}>
              <${Icon} name="hand-heart" /> ${t("chair.safe.heading")}
            </button>`
          }
        </div>
      `
    }
    <${ClockLine} />
  </header>`;
}

/** When the meeting will end, in a few words. */
function EndTime() {
  const state = one("meeting")?.state;
  const plan = one("plan");
  if (state === "closed") return t("chair.closed");
  if (!plan?.finish) return t("chair.not_started");
  const over = Math.round((plan.finish - (plan.planned_end ?? 0)) / 60000);
  const key = over > 0 ? "chair.plan.over" : over < 0 ? "chair.plan.early" : "chair.plan.on_time";
  return t(key, { n: Math.abs(over), time: formatTime(plan.finish) });
}

/** The buttons of the clock. @param {{running: boolean}} props */
function ClockButtons({ running }) {
  return html`<div class="chair-hands" role="group" aria-label=${t("chair.hands")}>
    <button type="button" class="button quiet" onClick=${commandHandler(running ? "agenda.pause" : "agenda.resume")}>
      <${Icon} name=${running ? "pause" : "play"} /> ${t(running ? "chair.pause" : "chair.resume")}
    </button>
    <${MinuteButtons} onStep=${(/** @type {number} */ minutes) => runCommand("agenda.extend", { minutes })} />
    ${
      !narrow.value &&
      html`<button
        type="button"
        class="button quiet"
        aria-disabled=${ariaResting("agenda.back", { ask: true })}
        onClick=${() => askFirst("agenda.back", {}, t("chair.back"))}
      >
        <${Icon} name="arrow-left" /> ${t("chair.back")}
      </button>`
    }
  </div>`;
}

/** How many hands are raised: a button that leads to them. */
function RaisedHands() {
  const n = all("hand").length;
  return n > 0
    ? html`<button
      type="button"
      class="button tint small hands-up"
      aria-label=${t("voice.queue.up", { n })}
      onClick=${() => jumpToPanel("hands-h")}
    >
      <${Icon} name="hand" /> <span class="num">${n}</span>
    </button>`
    : null;
}

/** How many people are here. */
function PresentCount() {
  const { room, remote } = presentCounts();
  return html`<span class="chair-here num">
    <${Icon} name="users" />
    <span>${t("chair.here", { room, remote })}</span>
  </span>`;
}
