// @ts-check
// The member's page: a phone in the room, or a laptop elsewhere. The same things, laid out for the screen there is.
import { effect, html, signal } from "../../vendor/preact.js";
import { RunningOrder } from "../agenda/running-order.js";
import { sectionOfNow } from "../agenda/section-kinds.js";
import { myTeamZone } from "../breakouts/queries.js";
import { you } from "../core/connection.js";
import { Thread, threadToSee } from "../followup/followup.js";
import { InTouch } from "../member/after-close.js";
import { Header } from "../member/header.js";
import { News } from "../member/live-region.js";
import { Notices } from "../member/notices.js";
import { People } from "../member/people.js";
import { PhoneNotes } from "../member/phone-wall.js";
import { Scales, scalesToSee } from "../member/scales.js";
import { KindHeader } from "../member/section-intro.js";
import { Side } from "../member/side-panel.js";
import { Video, Videos } from "../member/video-call.js";
import { WideWall } from "../member/wide-wall.js";
import { guardBack } from "../ui/back-button.js";
import { Leaving } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { bringToLife } from "../ui/mount.js";
import { Toast } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { HandTab } from "../voices/my-hand.js";
import { speaking } from "../voices/queries.js";
import { GroupDialog } from "../wall/group-dialog.js";

const wide = signal(false);
const query = window.matchMedia("(min-width: 56.25em)");
wide.value = query.matches;
query.addEventListener("change", () => (wide.value = query.matches));

/** Which part a phone shows. */
const tab = signal("notes");
/** A scale that opened while this person was in the middle of a sentence. */
const called = signal("");
/** @type {Set<string>} */
const brought = new Set();
let part = "";

/** Whether somebody is in the middle of a sentence. */
function typing() {
  const box = document.activeElement;
  return (box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement) && Boolean(box.value) && box.type !== "range";
}

// A part that begins brings its own screen, and a scale that opens comes to the front by itself, once; but neither takes
// the words from under somebody's thumb.
effect(() => {
  const scales = scalesToSee();
  const now = sectionOfNow()?.id || "";
  if (now !== part && tab.peek() === "scale" && !typing()) tab.value = "notes";
  part = now;
  const fresh = scales.find((scale) => scale.state === "open" && !brought.has(scale.id));
  if (fresh) {
    brought.add(fresh.id);
    if (typing()) called.value = fresh.id;
    else tab.value = "scale";
  } else if ((tab.peek() === "scale" && !scales.length) || (tab.peek() === "next" && !threadToSee())) tab.value = "notes";
});

// Small groups that begin bring their wall.
let inTeam = "";
effect(() => {
  const own = myTeamZone()?.id || "";
  if (own && own !== inTeam && !typing()) tab.value = "notes";
  inTeam = own;
});

// Whoever's turn begins has the box to write in before them, unless they are answering just now.
let spoke = false;
effect(() => {
  const speaks = speaking()?.person === you.value?.id && Boolean(you.value);
  if (speaks && !spoke && tab.peek() === "agenda") tab.value = "notes";
  spoke = speaks;
});

function Member() {
  const scales = scalesToSee();
  const missed = scales.find((scale) => scale.state === "open" && scale.id === called.value);
  return html`<div class=${`member ${wide.value ? "is-wide" : "is-phone"}`}>
    <${Header} />
    <${Notices} scale=${!wide.value && tab.value !== "scale" && missed} onScale=${() => go("scale")} />
    ${wide.value ? html`<${Wide} />` : html`<${Phone} scales=${scales} />`}
    <${GroupDialog} /><${Leaving} /><${News} />
  </div>`;
}

/** @param {string} part */
function go(part) {
  tab.value = part;
  called.value = "";
}

function Wide() {
  // A full wall is dozens of stops for whoever goes by key.
  return html`<main class="wide"><button type="button" class="unseen button skip" onClick=${() => document.getElementById("side")?.focus()}>${t("member.skip_wall")}</button>
    <div class="wide-main"><${Video} /><${WideWall} /></div><${Side} /></main><${Toast} />`;
}

/** @type {Object<string, string>} */
const ICONS = { notes: "sticky-note", scale: "gauge", agenda: "list", next: "flag" };

/** @param {{scales: any[]}} props */
function Phone({ scales }) {
  const tabs = ["notes", ...(scales.length ? ["scale"] : []), "agenda", ...(threadToSee() ? ["next"] : [])];
  return html`<main class="phone">
      ${tab.value === "notes" && html`<${KindHeader} /><${PhoneNotes} />`}
      ${tab.value === "scale" && html`<div class="phone-page" tabindex="0" role="group" aria-label=${t("member.tab.scale")}><${Scales} /></div>`}
      ${tab.value === "agenda" && html`<div class="phone-page stack loose"><section class="stack tight"><h2>${t("member.agenda")}</h2><${RunningOrder} /></section><${InTouch} /><${People} /><${Videos} /></div>`}
      ${tab.value === "next" && html`<div class="phone-page" tabindex="0" role="group" aria-label=${t("thread.heading")}><${Thread} /><${InTouch} /></div>`}
      <${Toast} />
    </main>
    <div class=${`tabs ${tabs.length > 3 ? "many" : ""}`}><nav class="tab-parts" aria-label=${t("member.parts")}>
      ${tabs.map((name) => html`<button key=${name} type="button" class="tab" aria-current=${tab.value === name ? "page" : undefined} onClick=${() => go(name)}><${Icon} name=${ICONS[name]} /> ${t(`member.tab.${name}`)}</button>`)}
    </nav><${HandTab} /></div>`;
}

guardBack();
bringToLife(Member);
