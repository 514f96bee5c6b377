// @ts-check
// The report, written during the meeting: beside the wall on a laptop, over everything on a phone. All of it saves
// itself, and the chair and the helpers write in it at the same time.
import { html, useEffect, useRef } from "../../../vendor/preact.js";
import { page } from "../../core/page-data.js";
import { one } from "../../core/records.js";
import { NextMeetingDetails } from "../../followup/next-meeting.js";
import { closeOnBack } from "../../ui/back-button.js";
import { Dialog } from "../../ui/dialog.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { closeReport, narrow, openPanel, writingReport } from "../shell/screen-state.js";
import { QuoteFromWall, quoteTarget } from "./quote-from-wall.js";
import { ReportText } from "./report-fields.js";
import { Recommendations, Resources } from "./report-lists.js";
import { Share } from "./report-panel.js";
import { ReportPictures } from "./report-pictures.js";
import { ResourceOffers } from "./resource-offers.js";

export function ReportDrawer() {
  if (!writingReport.value || !one("report")) return null;
  if (narrow.value)
    return html`<${Dialog} title=${t("chair.drawer.title")} wide onClose=${closeReport}><${DrawerContents} /></>`;
  return html`<${DrawerBesideWall} />`;
}

/** Beside the wall, which stays within reach. */
function DrawerBesideWall() {
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    const release = closeOnBack(closeReport);
    return () => {
      release();
      // The button that opened it is hidden meanwhile, and is back only after the next render.
      if (before instanceof HTMLElement) window.setTimeout(() => before.isConnected && before.focus());
    };
  }, []);
  return html`<section class="report-drawer" aria-labelledby="drawer-h">
    <header class="dialog-head">
      <h2 id="drawer-h" tabindex="-1" ref=${heading}>${t("chair.drawer.title")}</h2>
      <button type="button" class="button quiet small" onClick=${closeReport}>
        <${Icon} name="x" /> ${t("common.close")}
      </button>
    </header>
    <${DrawerContents} />
  </section>`;
}

function DrawerContents() {
  const pictures = one("meeting")?.keeps === "pictures";
  return html`<div class="report-inside">
    <p class="soft small-text">${t("chair.drawer.about")}</p>
    <${QuotingText} field="introduction" />
    <${Recommendations} />
    <${QuotingText} field="conclusions" />
    ${pictures ? html`<${ReportPictures} />` : html`<p class="soft small-text">${t("chair.snapshots.none_kept")}</p>`}
    <${ResourceOffers} id="drawer-offers-h" />
    <${Resources} />
    <${QuotingText} field="thanks" />
    <${NextMeetingSummary} />
    <div class="row">
      <a class="button quiet small" href=${page.urls.report} target="_blank">
        <${Icon} name="file-text" /> ${t("chair.report.open")}
      </a>
    </div>
    <${Share} />
    <${QuoteFromWall} />
  </div>`;
}

/** A text into which words of the wall can be copied. @param {{field: "introduction" | "conclusions" | "thanks"}} props */
const QuotingText = ({ field }) => html`<${ReportText}
  field=${field}
  rows=${3}
  hint=${t(`chair.drawer.${field}_hint`)}
  onFocus=${quoteTarget(t(`chair.report.${field}`))}
/>`;

/** When we meet next; the date is set in its own panel. */
function NextMeetingSummary() {
  const next = one("next");
  return html`<section class="stack tight" aria-labelledby="drawer-next-h">
    <h3 id="drawer-next-h">${t("chair.drawer.next")}</h3>
    ${
      next
        ? html`<div class="next-card stack tight"><${NextMeetingDetails} next=${next} /></div>`
        : html`<p class="soft small-text">${t("chair.drawer.no_next")}</p>`
    }
    <div class="row">
      <button type="button" class="button quiet small" onClick=${() => openPanel("followup", "#next-h")}>
        ${t(next ? "chair.drawer.change_next" : "chair.drawer.fix_next")} <${Icon} name="arrow-right" />
      </button>
    </div>
  </section>`;
}
