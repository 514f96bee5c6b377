// @ts-check
// The chair's console: the agenda, the wall, and what the chair can do next. It has three columns on a laptop. On a
// phone, or a tablet held upright, the side columns are drawers that open from the bottom bar, with the next step
// between them.
import { html } from "../../vendor/preact.js";
import { currentSection } from "../agenda/section-kinds.js";
import { breakoutsAreOn } from "../breakouts/queries.js";
import { NextButton } from "../chair/agenda/agenda-buttons.js";
import { RunningOrderPanel } from "../chair/agenda/running-order-panel.js";
import { BreakoutWalls, showsBreakoutWalls } from "../chair/breakouts/breakout-walls.js";
import { BreakoutsPanel } from "../chair/breakouts/breakouts-panel.js";
import { BoardPanel } from "../chair/display/board-panel.js";
import { FollowUpPanel } from "../chair/followup/followup-panel.js";
import { HopesPanel } from "../chair/followup/hopes-panel.js";
import { ReportDrawer } from "../chair/report/report-drawer.js";
import { ReportPanel } from "../chair/report/report-panel.js";
import { SafetyPanel } from "../chair/safety/safety-panel.js";
import { ScalesPanel } from "../chair/scales/scales-panel.js";
import { BeforeStart } from "../chair/shell/before-start.js";
import { ClosedPanel } from "../chair/shell/closed-panel.js";
import { Dialogs } from "../chair/shell/dialogs.js";
import { ChairHeader } from "../chair/shell/header.js";
import { JumpLinks } from "../chair/shell/jump-links.js";
import { ChairNotices } from "../chair/shell/notices.js";
import { openAfterSave } from "../chair/shell/open-after-save.js";
import { closeDrawer, drawer, narrow, writingReport } from "../chair/shell/screen-state.js";
import { GuestsPanel } from "../chair/voices/guests-panel.js";
import { HandQueue } from "../chair/voices/hand-queue.js";
import { PeoplePanel } from "../chair/voices/people-panel.js";
import { RoundPanel } from "../chair/voices/round-panel.js";
import { WallPanel } from "../chair/wall/wall-panel.js";
import { one } from "../core/records.js";
import { isChair } from "../core/roles.js";
import { guardBackButton } from "../ui/back-button.js";
import { isComposingKey } from "../ui/composition.js";
import { LeaveDialog } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { mountPage } from "../ui/mount.js";
import { Toast } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { roundIsOn } from "../voices/queries.js";
import { GroupDialog } from "../wall/group-dialog.js";

function Chair() {
  const state = one("meeting")?.state;
  // The panel for the current section comes first.
  const teamsFirst = breakoutsAreOn() || currentSection()?.kind === "groups";
  const folded = (/** @type {string} */ side) => narrow.value && drawer.value !== side;
  const beside = writingReport.value && !narrow.value;
  return html`<div
    class=${`chair state-${state} ${narrow.value ? "is-narrow" : "is-wide"} ${beside ? "with-report" : ""}`}
    onKeyDown=${closeOnEscape}
    onClick=${openAfterSave}
  >
    <${ChairHeader} />
    <${ChairNotices} />
    <nav
      id="side-order"
      class=${`chair-side chair-left ${drawer.value === "order" ? "drawn" : ""}`}
      aria-label=${t("chair.order.heading")}
      inert=${folded("order")}
    >
      <${RunningOrderPanel} />
    </nav>
    <main class="chair-middle">
      <div class="contents" inert=${narrow.value && drawer.value !== ""}>
        <${BeforeStart} />
        <${ClosedPanel} />
        ${showsBreakoutWalls() ? html`<${BreakoutWalls} />` : html`<${WallPanel} />`}
      </div>
    </main>
    <aside
      id="side-tools"
      class=${`chair-side chair-right ${drawer.value === "tools" ? "drawn" : ""}`}
      aria-label=${t("chair.tools")}
      hidden=${beside}
      inert=${folded("tools")}
    >
      <${JumpLinks} />
      ${isChair() && html`<${BoardPanel} />`}
      ${teamsFirst && html`<${BreakoutsPanel} key="teams" />`}
      ${
        roundIsOn()
          ? html`
            <${RoundPanel} key="round" />
            <${HandQueue} key="hands" />
          `
          : html`
            <${HandQueue} key="hands" />
            <${RoundPanel} key="round" />
          `
      }
      ${!teamsFirst && html`<${BreakoutsPanel} key="teams" />`}
      <${ScalesPanel} />
      ${isChair() && html`<${HopesPanel} />`}
      <${FollowUpPanel} />
      <${GuestsPanel} />
      <${ReportPanel} />
      <${PeoplePanel} />
      <${SafetyPanel} />
    </aside>
    <${ReportDrawer} />
    ${
      narrow.value &&
      html`
        ${drawer.value && html`<div key="shade" class="chair-shade" onClick=${closeDrawer}></div>`}
        <div key="thumbs" class="chair-thumbs">
          <${Thumb} side="order" icon="list" />
          ${isChair() ? html`<${NextButton} />` : html`<span></span>`}
          <${Thumb} side="tools" icon="settings" />
        </div>
      `
    }
    <${Dialogs} />
    <${GroupDialog} />
    <${LeaveDialog} />
    <${Toast} />
  </div>`;
}

/** Opens and closes one side. @param {{side: string, icon: string}} props */
function Thumb({ side, icon }) {
  const open = drawer.value === side;
  return html`<button
    type="button"
    class="thumb-button"
    data-tab=${side}
    aria-expanded=${open}
    aria-controls=${`side-${side}`}
    onClick=${() => (drawer.value = open ? "" : side)}
  >
    <${Icon} name=${open ? "x" : icon} />
    <span>${t(open ? "chair.fold" : `chair.tab.${side}`)}</span>
  </button>`;
}

/** @param {KeyboardEvent} event */
function closeOnEscape(event) {
  if (
    event.key === "Escape" &&
    !isComposingKey(event) &&
    drawer.value &&
    !(/** @type {HTMLElement} */ (event.target).closest("dialog"))
  )
    closeDrawer();
}

guardBackButton();
mountPage(Chair);
