// @ts-check
// The wall on a phone: one zone per page, to be swiped; the box to write in is always within reach of a thumb. Under the
// notes there is one line for whatever comes up (a vote, new notes, undo), so that none of it moves the notes.
import { html, signal, useEffect, useLayoutEffect, useRef, useState } from "../../vendor/preact.js";
import { myBreakoutZone } from "../breakouts/queries.js";
import { one } from "../core/records.js";
import { draftOf, returnedText } from "../drafts/drafts.js";
import { isEasy, showsAll } from "../reading/easy-reading.js";
import { ListenButton } from "../reading/listen-button.js";
import { MicrophoneHint } from "../reading/microphone-hint.js";
import { closeOnBack } from "../ui/back-button.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { Composer } from "../wall/note/composer.js";
import { LatePlane } from "../wall/plane/late-plane.js";
import { countOf, currentSectionZones, myWallZones } from "../wall/queries.js";
import { UndoButton } from "../wall/undo-button.js";
import { ZoneNews, ZoneNotes } from "../wall/zone-notes.js";
import { ZoneState } from "../wall/zone-state.js";
import { asksTheSame } from "./prompts.js";

/** The zone in view, and the sections' zones that brought it there; both are kept while another tab is open. */
const shownZone = signal("");
let shownSection = "";
/** The part in which this person chose a zone by hand. */
const pickedIn = signal("");
/** The small group's wall that was shown last. */
let shownBreakout = "";
/** The text that was returned last, so that each is acted on once. @type {typeof returnedText.value} */
let handledReturn = null;
/** A swipe is over when nothing has moved for this long (not all browsers report its end). */
const AT_REST_MS = 120;
/** A page that settles no longer than this after a touch, a wheel or a key was turned by a person. */
const BY_HAND_MS = 2000;
/** How many zones stand side by side in the overview, for a screen held upright. */
const OVERVIEW_COLUMNS = 2;

/**
 * The pages of the zones side by side: what brings one into view.
 * @param {ZoneRecord[]} zones @param {string} part  The one that is on now.
 */
function usePages(zones, part) {
  const pages = useRef(/** @type {HTMLElement | null} */ (null));
  const rest = useRef(0);
  const byHand = useRef(-Infinity);
  const markByHand = () => (byHand.current = performance.now());
  /** @param {string} id */
  const show = (id) => {
    shownZone.value = id;
    const page = /** @type {HTMLElement | null | undefined} */ (pages.current?.querySelector(`[data-zone="${id}"]`));
    if (page) pages.current?.scrollTo({ left: page.offsetLeft, behavior: "auto" });
  };
  /** @param {string} id */
  const pick = (id) => {
    pickedIn.value = part;
    show(id);
  };
  const settled = () => {
    const row = pages.current;
    const there = row && zones[Math.round(Math.abs(row.scrollLeft) / Math.max(1, row.clientWidth))];
    if (!there || there.id === shownZone.value) return;
    // Browsers and assistive technology scroll too, to show what has the focus; only people turn pages.
    if (performance.now() - byHand.current < BY_HAND_MS) {
      shownZone.value = there.id;
      pickedIn.value = part;
    } else show(shownZone.value);
  };
  const scrolled = () => {
    clearTimeout(rest.current);
    rest.current = window.setTimeout(settled, AT_REST_MS);
  };
  useEffect(() => () => clearTimeout(rest.current), []);
  const handlers = { onScroll: scrolled, onTouchMove: markByHand, onWheel: markByHand, onKeyDown: markByHand };
  return { pages, show, pick, handlers };
}

export function PhoneWall() {
  const zones = myWallZones();
  const [overview, setOverview] = useState(false);
  const now = currentSectionZones();
  const sectionKey = now.map((zone) => zone.id).join();
  const breakout = myBreakoutZone()?.id || "";
  const index = Math.max(
    0,
    zones.findIndex((each) => each.id === shownZone.value),
  );
  const zone = zones[index];
  const part = one("on_now")?.section || "";
  // Where nothing is asked there is no box, unless this person chooses a zone or has begun to write in it.
  const asked = now.length > 0 || !part || breakout !== "" || pickedIn.value === part;
  const { pages, show, pick, handlers } = usePages(zones, part);
  useLayoutEffect(() => {
    // A new section brings its own zone to the front, but never takes away what somebody is writing.
    const moved = sectionKey !== shownSection && now.length > 0;
    shownSection = sectionKey;
    // A note begun in a small group is offered when everybody is back.
    const changed = breakout !== shownBreakout;
    shownBreakout = breakout;
    if (changed && zones.length) show((now[0] || zones[0]).id);
    else if (moved && !draftOf(shownZone.value)) show(now[0].id);
    else if (zone) show(zone.id);
  }, [sectionKey, breakout, overview]);
  useEffect(() => {
    // Text that was returned to a box is shown at once.
    const returned = returnedText.value;
    if (!returned || returned === handledReturn) return;
    handledReturn = returned;
    if (zones.some((each) => each.id === returned.zone)) pick(returned.zone);
  }, [returnedText.value]);
  useEffect(() => (overview ? closeOnBack(() => setOverview(false)) : undefined), [overview]);

  if (!zone) return html`<div class="phone-page"><p class="empty">${t("member.no_zones")}</p></div>`;
  if (overview)
    return html`<${Overview}
      zones=${zones}
      onClose=${() => setOverview(false)}
      onZone=${(/** @type {ZoneRecord} */ each) => {
        shownZone.value = each.id;
        pickedIn.value = part;
        setOverview(false);
      }}
    />`;
  const closed = one("meeting")?.state === "closed";
  return html`<div class="phone-notes">
    ${!breakout && html`<${ZoneTabs} zones=${zones} current=${zone.id} onPick=${pick} onWhole=${() => setOverview(true)} />`}
    <div class="swipe" ref=${pages} tabindex="0" role="group" aria-label=${t("member.swipe")} ...${handlers}>
      ${zones.map(
        (each, n) => html`<section
          key=${each.id}
          class="swipe-page"
          tabindex=${n === index ? 0 : -1}
          data-zone=${each.id}
          aria-label=${each.title}
          inert=${n !== index}
        >
          <h2 class=${asksTheSame(each) ? "unseen" : "prompt"} dir="auto">
            ${asked ? each.prompt || each.title : each.title}
          </h2>
          ${Math.abs(n - index) < 2 && html`<${ZoneNotes} zone=${each} waiting marking />`}
        </section>`,
      )}
    </div>
    ${!closed && html`<${MicrophoneHint} />`}
    <div class=${closed ? "thumb-reach is-closed" : "thumb-reach"}>
      <div class="under-notes">
        <${ZoneState} zone=${zone} />
        <${ListenButton} />
        <${ZoneNews} zone=${zone} />
        ${!closed && html`<${UndoButton} words />`}
      </div>
      ${!closed && (asked || draftOf(zone.id)) && html`<${Composer} key=${zone.id} zone=${zone} main folds=${!isEasy} />`}
    </div>
  </div>`;
}

/**
 * A tab for each zone, with the one in view in the middle; and the way to all of them.
 * @param {{zones: ZoneRecord[], current: string, onPick: (id: string) => void, onWhole: () => void}} props
 */
function ZoneTabs({ zones, current, onPick, onWhole }) {
  const tabs = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    const row = tabs.current;
    const tab = /** @type {HTMLElement | null | undefined} */ (row?.querySelector("[aria-pressed=true]"));
    if (row && tab)
      row.scrollTo({ left: tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2, behavior: "smooth" });
  }, [current, showsAll.value]);
  return html`<nav class="zone-tabs is-extra" ref=${tabs} aria-label=${t("member.zones")}>
    ${zones.map(
      (each) => html`<button
        key=${each.id}
        type="button"
        class="pill zone-tab"
        aria-pressed=${each.id === current}
        onClick=${() => onPick(each.id)}
      >
        <bdi>${each.title}</bdi> <span class="num">${countOf(each)}</span>
      </button>`,
    )}
    <button type="button" class="pill zone-tab plain" onClick=${onWhole}>
      <${Icon} name="layout-grid" /> ${t("member.whole")}
    </button>
  </nav>`;
}

/**
 * All zones at once, as an overview; a zone's button leads to its page.
 * @param {{zones: ZoneRecord[], onClose: () => void, onZone: (zone: ZoneRecord) => void}} props
 */
function Overview({ zones, onClose, onZone }) {
  return html`<div class="phone-whole">
    <div class="row apart whole-head">
      <h2>${t("member.whole")}</h2>
      <button type="button" class="button quiet small" onClick=${onClose}>
        <${Icon} name="x" /> ${t("common.close")}
      </button>
    </div>
    <${LatePlane}
      zones=${zones}
      whole
      across=${OVERVIEW_COLUMNS}
      onZone=${onZone}
      nameLabel=${() => t("member.open_zone")}
    />
  </div>`;
}
