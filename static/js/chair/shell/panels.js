// @ts-check
// The panels of the console: one at a time, in place of the card and the rows. A panel scrolls by itself and begins at
// its heading, which gets the focus; Escape and the Back button close it.
import { html, useEffect, useRef } from "../../../vendor/preact.js";
import { breakoutsAreOn } from "../../breakouts/queries.js";
import { page } from "../../core/page-data.js";
import { all, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Icon } from "../../ui/icon.js";
import { lateView } from "../../ui/late.js";
import { useStillValue } from "../../ui/still-value.js";
import { t } from "../../ui/words.js";
import { roundIsOn } from "../../voices/queries.js";
import { breakoutZones } from "../breakouts/breakout-walls.js";
import { BreakoutsPanel } from "../breakouts/breakouts-panel.js";
import { BoardPanel } from "../display/board-panel.js";
import { LanguagePanel } from "../display/language-panel.js";
import { FollowUpPanel } from "../followup/followup-panel.js";
import { HopesPanel, hopesWereWritten } from "../followup/hopes-panel.js";
import { ReportPanel } from "../report/report-panel.js";
import { SafetyPanel } from "../safety/safety-panel.js";
import { ScalesPanel } from "../scales/scales-panel.js";
import { GuestsPanel } from "../voices/guests-panel.js";
import { HandQueue } from "../voices/hand-queue.js";
import { PeoplePanel } from "../voices/people-panel.js";
import { RoundPanel } from "../voices/round-panel.js";
import { closePanel, openDialog, openPanel, panel, panelFocus, writingReport } from "./screen-state.js";

const isLive = () => one("meeting")?.state === "live";
const isClosed = () => one("meeting")?.state === "closed";

/**
 * What "Everything else" offers first: the tools, in the order of a meeting.
 * @type {{name: string, icon: string, words: string, has: () => unknown}[]}
 */
const TOOLS = [
  { name: "scales", icon: "gauge", words: "chair.scales.heading", has: () => true },
  { name: "round", icon: "mic", words: "chair.round.heading", has: () => isLive() && (isChair() || roundIsOn()) },
  {
    name: "groups",
    icon: "group",
    words: "team.panel.heading",
    has: () => breakoutsAreOn() || breakoutZones().length > 0 || (isLive() && isChair()),
  },
  { name: "slides", icon: "monitor", words: "chair.board.slides", has: () => !isClosed() || one("slides") },
  { name: "guests", icon: "armchair", words: "voice.guest.heading", has: () => !isClosed() },
  {
    name: "hopes",
    icon: "flag",
    words: "chair.hopes.heading",
    has: () => isChair() && (one("hopes") || hopesWereWritten()),
  },
  {
    name: "followup",
    icon: "arrow-right",
    words: "thread.heading",
    has: () => one("meeting")?.state !== "waiting" || all("step").length > 0 || one("review"),
  },
  {
    name: "report",
    icon: "file-text",
    words: "chair.report.heading",
    has: () => one("report") && one("meeting")?.state !== "waiting",
  },
  { name: "language", icon: "languages", words: "common.language", has: () => true },
  {
    name: "safety",
    icon: "hand-heart",
    words: "chair.safe.heading",
    has: () => isChair() || all("removed").length > 0,
  },
];

const LateSlides = lateView(
  () => import("../display/slides-panel.js"),
  (module) => module.SlidesPanel,
);

/** @type {Record<string, import("../../ui/mount.js").Component>} */
const PANELS = {
  board: BoardPanel,
  hands: HandQueue,
  people: PeoplePanel,
  more: EverythingElse,
  scales: ScalesPanel,
  round: RoundPanel,
  groups: BreakoutsPanel,
  guests: GuestsPanel,
  hopes: HopesPanel,
  followup: FollowUpPanel,
  report: ReportPanel,
  slides: LateSlides,
  language: LanguagePanel,
  safety: SafetyPanel,
};

export function OpenPanel() {
  const name = panel.value;
  const focus = panelFocus.value;
  const inside = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    const wanted = focus && inside.current?.querySelector(focus);
    const target = /** @type {HTMLElement | null} */ (wanted || inside.current?.querySelector("h2"));
    if (!target) return;
    if (target.matches("h2, h3")) target.setAttribute("tabindex", "-1");
    if (wanted) target.scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  }, [name, focus]);
  const Panel = PANELS[name];
  return html`<div class="open-panel" id=${`panel-${name}`} key=${name}>
    <p class="open-panel-head">
      <button type="button" class="button plain small" onClick=${closePanel}>
        <${Icon} name="arrow-left" /> ${t("chair.panel.close")}
      </button>
    </p>
    <div class="open-panel-inside" key=${name} ref=${inside}><${Panel} /></div>
  </div>`;
}

/** What there is to open now. */
const rowsNow = () => ({
  tools: TOOLS.filter((tool) => tool.has()).map((tool) => tool.name),
  report: Boolean(one("report")) && one("meeting")?.state !== "waiting",
  open: !isClosed(),
});

/** All that is needed now and then. */
function EverythingElse() {
  const chair = isChair();
  const root = useRef(/** @type {HTMLElement | null} */ (null));
  // What is there when the panel opens stays where it is.
  const rows = useStillValue(root, rowsNow(), JSON.stringify).value;
  const { open } = rows;
  return html`<section class="panel" aria-labelledby="more-h" ref=${root}>
    <h2 id="more-h">${t("chair.rows.more")}</h2>
    <div class="tool-rows">
      ${TOOLS.filter((tool) => rows.tools.includes(tool.name)).map(
        ({ name, icon, words }) =>
          html`<${MoreRow} key=${name} icon=${icon} words=${words} onClick=${() => openPanel(name)} />`,
      )}
      ${
        rows.report &&
        html`<${MoreRow} icon="pencil" words="chair.drawer.open" onClick=${() => (writingReport.value = true)} />`
      }
      <${MoreRow} icon="search" words="chair.search.heading" onClick=${dialog("search")} />
      ${open && html`<${MoreRow} icon="list" words="chair.questions.heading" onClick=${dialog("questions")} />`}
    </div>
    <h3 class="small-text soft">${t("chair.panel.meeting")}</h3>
    <div class="tool-rows">
      ${
        chair &&
        html`
          <a class="tool-row" href=${page.urls.links} target="_blank">
            <${Icon} name="qr-code" /> <span class="tool-row-words">${t("chair.safe.links")}</span>
          </a>
          <a class="tool-row" href=${page.urls.people} target="_blank">
            <${Icon} name="send" /> <span class="tool-row-words">${t("chair.safe.people")}</span>
          </a>
          <${MoreRow} icon="user" words="chair.safe.helper" onClick=${dialog("helper")} />
          <${MoreRow} icon="share-2" words="chair.safe.hand_over" onClick=${dialog("chair")} />
          ${open && html`<${MoreRow} icon="save" words="chair.safe.recording" onClick=${dialog("recording")} />`}
          <${MoreRow} icon="pencil" words="chair.safe.details" onClick=${dialog("details")} />
        `
      }
      <a class="tool-row" href="/guide" target="_blank">
        <${Icon} name="file-text" /> <span class="tool-row-words">${t("chair.safe.guide")}</span>
      </a>
      ${chair && open && html`<${MoreRow} icon="flag" words="chair.safe.close" onClick=${dialog("close")} />`}
    </div>
  </section>`;
}

/** @param {import("./screen-state.js").DialogName} name */
const dialog = (name) => () => (openDialog.value = name);

/** @param {{icon: string, words: string, onClick: () => void}} props */
function MoreRow({ icon, words, onClick }) {
  return html`<button type="button" class="tool-row" onClick=${onClick}>
    <${Icon} name=${icon} /> <span class="tool-row-words">${t(words)}</span>
    <${Icon} name="chevron-right" />
  </button>`;
}
