// @ts-check
// The parts that look ahead: next steps, what became of the best hopes, and when to meet next.
import { html } from "../../../vendor/preact.js";
import { all, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { NextMeetingDetails, proposedDates } from "../../followup/next-meeting.js";
import { stepsByOrigin } from "../../followup/next-steps.js";
import { HopesSpread } from "../../hopes/hopes-spread.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { HopesButton, hopesWereWritten } from "../followup/hopes-panel.js";
import { openPanel } from "../shell/screen-state.js";

export function stepsNow() {
  const { carried, fresh } = stepsByOrigin();
  return {
    facts: html`<p class="num">
      ${t("chair.now.steps", { n: fresh.length })} ${carried.length > 0 && t("chair.now.carried", { n: carried.length })}
    </p>`,
    first: html`<button
      type="button"
      class="button first"
      data-panel="followup"
      onClick=${() => openPanel("followup", ".step-form textarea")}
    >
      <${Icon} name="flag" /> ${t("chair.now.write_step")}
    </button>`,
    more: html`<${DateButton} />`,
  };
}

export function closingNow() {
  const written = hopesWereWritten();
  const hopes = one("hopes");
  // The hopes come back in the first closing part; the others are about what comes after this meeting.
  const isFirst = all("section").find((section) => section.kind === "closing")?.id === one("on_now")?.section;
  const asks = isChair() && written && hopes?.state === "open" && isFirst;
  return {
    facts: html`
      ${asks && !hopes.spread && html`<p class="small-text">${t("chair.hopes.is_open")}</p>`}
      ${isFirst && html`<${HopesSpread} />`}
      <${NextDate} />
    `,
    first: asks ? html`<${HopesButton} first />` : html`<${DateButton} first />`,
    more: html`
      ${asks && html`<${DateButton} />`}
      ${isChair() && written && !asks && html`<${HopesButton} />`}
    `,
  };
}

/** When we meet next, as far as it is known. */
function NextDate() {
  const next = one("next");
  const dates = proposedDates();
  if (next) return html`<div class="now-date"><${NextMeetingDetails} next=${next} /></div>`;
  return html`<p class="num">${t("chair.now.no_date")} ${dates.length > 0 && t("chair.now.dates", { n: dates.length })}</p>`;
}

/** Opens what the chair does about the next meeting. @param {{first?: boolean}} props */
function DateButton({ first = false }) {
  return html`<button
    type="button"
    class=${first ? "button first" : "button quiet"}
    data-panel="followup"
    onClick=${() => openPanel("followup", "#next-h")}
  >
    ${t("chair.now.next_meeting")}
  </button>`;
}
