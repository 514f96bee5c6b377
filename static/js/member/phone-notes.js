// @ts-check
// The wall on a phone: one zone a page, to be swiped; the composer always within reach of a thumb.
import { html, signal, useEffect, useRef, useState } from "../../vendor/preact.js";
import { all, one } from "../live/records.js";
import { closesOnBack } from "../ui/back.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { ZoneNotes } from "../wall/columns.js";
import { Composer, draftOf } from "../wall/composer.js";
import { notesOf, zonesOfNow } from "../wall/notes.js";
import { Plane } from "../wall/plane.js";
import { UndoButton } from "./undo.js";

/** The zone a phone shows; kept while other tabs are open. */
const chosen = signal("");
/** What was typed into the first paint, before this script was there. */
const early = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("first-words"));
let start = "";
if (early) early.addEventListener("input", () => (start = early.value));
if (early) start = early.value;

export function PhoneNotes() {
  const zones = all("zone");
  const [whole, setWhole] = useState(false);
  const swipe = useRef(/** @type {any} */ (null));
  const first = zonesOfNow()[0];
  const nowZones = zonesOfNow().map((zone) => zone.id).join();
  useEffect(() => {
    // A new part of the agenda brings its own zone to the front, but never takes away what somebody is writing.
    if (first && !draftOf(chosen.value)) show(first.id);
  }, [nowZones]);
  const zone = zones.find((each) => each.id === chosen.value) || first;

  /** @param {string} id */
  const show = (id) => {
    chosen.value = id;
    const page = swipe.current && swipe.current.querySelector(`[data-zone="${id}"]`);
    if (page) swipe.current.scrollTo({ left: page.offsetLeft, behavior: "auto" });
  };
  const swiped = () => {
    const index = Math.round(swipe.current.scrollLeft / Math.max(1, swipe.current.clientWidth));
    const there = zones[Math.min(zones.length - 1, Math.max(0, index))];
    if (there && there.id !== chosen.value) chosen.value = there.id;
  };
  useEffect(() => {
    if (zone) show(zone.id);
  }, [whole]);
  useEffect(() => {
    if (!whole) return undefined;
    return closesOnBack(() => setWhole(false));
  }, [whole]);

  if (!zone) return html`<div class="phone-page"><p class="empty">${t("member.no_zones")}</p></div>`;
  if (whole) {
    return html`<div class="phone-whole"><div class="row apart whole-head"><h2>${t("member.whole")}</h2><button type="button" class="button quiet small" onClick=${() => setWhole(false)}><${Icon} name="x" /> ${t("common.close")}</button></div><${Plane} zones=${zones} /></div>`;
  }
  const closed = one("meeting")?.state === "closed";
  const words = start;
  start = "";
  return html`<div class="phone-notes">
    <div class="zone-tabs">
      ${zones.map((each) => html`<button key=${each.id} type="button" class="pill zone-tab" aria-pressed=${each.id === zone.id} onClick=${() => show(each.id)}><bdi>${each.title}</bdi> <span class="num">${notesOf(each.id).length}</span></button>`)}
      <button type="button" class="pill zone-tab plain" onClick=${() => setWhole(true)}><${Icon} name="layout-grid" /> ${t("member.whole")}</button>
    </div>
    <div class="swipe" ref=${swipe} onScroll=${debounced(swiped)} tabindex="0" role="group" aria-label=${t("member.swipe")}>
      ${zones.map((each) => html`<section key=${each.id} class="swipe-page" tabindex="0" data-zone=${each.id} aria-label=${each.title} aria-hidden=${each.id === zone.id ? undefined : "true"} inert=${each.id !== zone.id}>
        <h2 class="prompt" dir="auto">${each.prompt || each.title}</h2>
        <${ZoneNotes} zone=${each} newest waiting />
      </section>`)}
    </div>
    ${!closed && html`<div class="thumb-reach"><${Composer} key=${zone.id} zone=${zone} start=${words} extra=${html`<${UndoButton} />`} /></div>`}
  </div>`;
}

/** @type {number | undefined} */
let timer;
/** Waits until a swipe has come to rest, for browsers without `scrollend`. @param {() => void} work */
function debounced(work) {
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(work, 120);
  };
}
