// @ts-check
// The chair's console: the wall, and beside it what is on now and what the chair can do about it. The running order
// stands on the other side, or is folded away so that the wall has room. On a phone, or a tablet held upright, both
// sides are drawers that open from the bottom bar, with the next step between them and what is on now above it.
import { html, useEffect } from "../../vendor/preact.js";
import { followNewNotes } from "../announcements/new-notes.js";
import { followForChair } from "../announcements/turning-points.js";
import { NextButton } from "../chair/agenda/agenda-buttons.js";
import { RunningOrderPanel } from "../chair/agenda/running-order-panel.js";
import { BreakoutWalls, showsBreakoutWalls } from "../chair/breakouts/breakout-walls.js";
import { NowBar, NowCard } from "../chair/now/now-card.js";
import { Hint } from "../chair/practice/hints.js";
import { ReportDrawer } from "../chair/report/report-drawer.js";
import { BeforeStart } from "../chair/shell/before-start.js";
import { ClosedPanel } from "../chair/shell/closed-panel.js";
import { Dialogs } from "../chair/shell/dialogs.js";
import { ChairHeader } from "../chair/shell/header.js";
import { ChairNotices } from "../chair/shell/notices.js";
import { openAfterSave } from "../chair/shell/open-after-save.js";
import { OpenPanel } from "../chair/shell/panels.js";
import {
  closeDrawer,
  closePanel,
  closeReport,
  drawer,
  foldOrder,
  narrow,
  orderShown,
  panel,
  writingReport,
} from "../chair/shell/screen-state.js";
import { TakeBack } from "../chair/shell/take-back.js";
import { ToolRows } from "../chair/shell/tool-rows.js";
import { WallPanel } from "../chair/wall/wall-panel.js";
import { one } from "../core/records.js";
import { isChair } from "../core/roles.js";
import { OpenPhoto } from "../photos/late.js";
import { PhotoSender } from "../photos/photo-picker.js";
import { guardBackButton } from "../ui/back-button.js";
import { isComposingKey } from "../ui/composition.js";
import { LeaveDialog } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { keepPlaces } from "../ui/keep-place.js";
import { mountPage } from "../ui/mount.js";
import { Toast } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { GroupDialog } from "../wall/group-dialog.js";

function Chair() {
  // On the document: a panel that has just opened may not have the focus yet.
  useEffect(() => {
    document.addEventListener("keydown", closeOnEscape);
    return () => document.removeEventListener("keydown", closeOnEscape);
  }, []);
  useEffect(() => followForChair(isChair()), []);
  useEffect(followNewNotes, []);
  const state = one("meeting")?.state;
  const folded = (/** @type {string} */ side) => narrow.value && drawer.value !== side;
  const beside = writingReport.value && !narrow.value;
  const sides = `${beside ? "with-report" : ""} ${orderShown.value ? "with-order" : ""}`;
  return html`<div
    class=${`chair state-${state} ${narrow.value ? "is-narrow" : "is-wide"} ${sides}`}
    onClick=${openAfterSave}
  >
    <${ChairHeader} />
    <${ChairNotices} />
    <nav
      id="side-order"
      class=${`chair-side chair-left ${drawer.value === "order" ? "drawn" : ""}`}
      aria-label=${t("chair.order.heading")}
      hidden=${!narrow.value && !orderShown.value}
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
      inert=${folded("tools")}
    >
      <${Tools} report=${beside} />
      ${!narrow.value && html`<div class="chair-next"><${NextStep} /></div>`}
    </aside>
    ${narrow.value && html`<${ReportDrawer} />`}
    ${
      narrow.value &&
      html`
        ${drawer.value && html`<div key="shade" class="chair-shade" onClick=${closeDrawer}></div>`}
        <div key="now" class="chair-now" hidden=${drawer.value === "tools"}><${NowBar} /></div>
        <div key="thumbs" class="chair-thumbs">
          <${Thumb} side="order" icon="list" />
          <${NextStep} />
          <${Thumb} side="tools" icon="settings" />
        </div>
      `
    }
    <section class="shelf" tabindex="-1" aria-label=${t("chair.shelf")}>
      <${TakeBack} />
      <${Hint} />
    </section>
    <${Dialogs} />
    <${GroupDialog} />
    <${OpenPhoto} />
    <${PhotoSender} />
    <${LeaveDialog} />
    <${Toast} />
  </div>`;
}

/** What is on now, and the rows; or a panel, or the report, under a bar of what is on now. @param {{report: boolean}} props */
function Tools({ report }) {
  if (report) return html`<${NowBar} /><${ReportDrawer} />`;
  if (panel.value) return html`<${NowBar} /><${OpenPanel} />`;
  return html`<div key="tools" class="chair-tools"><${NowCard} /><${ToolRows} /></div>`;
}

/** The next step: always in the same place. */
function NextStep() {
  return isChair() || one("meeting")?.state === "closed" ? html`<${NextButton} />` : html`<span></span>`;
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
  if (event.key !== "Escape" || isComposingKey(event)) return;
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.closest("dialog")) return;
  if (writingReport.value && !narrow.value) closeReport();
  else if (panel.value) closePanel();
  else if (drawer.value) closeDrawer();
  else if (target.closest("#side-order") && foldOrder())
    /** @type {HTMLElement | null} */ (document.querySelector('[aria-controls="side-order"]'))?.focus();
}

guardBackButton();
keepPlaces();
mountPage(Chair);
