// @ts-check
// The participant's page: on a phone in the room, or on a laptop elsewhere. Both have the same content in different
// layouts.
import { effect, html, signal, useEffect } from "../../vendor/preact.js";
import { RunningOrder } from "../agenda/running-order.js";
import { currentSection } from "../agenda/section-kinds.js";
import { followNewNotes } from "../announcements/new-notes.js";
import { followForMember } from "../announcements/turning-points.js";
import { myBreakoutZone } from "../breakouts/queries.js";
import { status, you } from "../core/connection.js";
import { forgetJoinForm } from "../core/join-form.js";
import { one } from "../core/records.js";
import { FollowUp, hasFollowUp } from "../followup/followup.js";
import { KeepInTouch } from "../member/after-close.js";
import { MemberHeader } from "../member/header.js";
import { Notices } from "../member/notices.js";
import { People } from "../member/people.js";
import { PhoneWall } from "../member/phone-wall.js";
import { QuestionNow } from "../member/prompts.js";
import { Scales, visibleScales } from "../member/scales.js";
import { SectionIntro } from "../member/section-intro.js";
import { SkipLink } from "../member/skip-link.js";
import { VideoCallLinks } from "../member/video-call.js";
import { layout, wideParts } from "../member/wide-parts.js";
import { OpenPhoto } from "../photos/late.js";
import { PhotoSender } from "../photos/photo-picker.js";
import { MoreButton } from "../reading/easy-reading.js";
import { LatePhoneSlide } from "../slides/late.js";
import { guardBackButton } from "../ui/back-button.js";
import { LeaveDialog } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { keepPlaces } from "../ui/keep-place.js";
import { mountPage } from "../ui/mount.js";
import { Toast } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { HandTab } from "../voices/my-hand.js";
import { currentTurn } from "../voices/queries.js";
import { GroupDialog } from "../wall/group-dialog.js";

/** The tab that a phone shows. */
const tab = signal("notes");
/** A scale that opened while this person was writing. */
const called = signal("");
/** @type {Set<string>} */
const brought = new Set();
let part = "";

/** Whether this person is writing something. */
function typing() {
  const box = document.activeElement;
  return (
    (box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement) &&
    Boolean(box.value) &&
    box.type !== "range"
  );
}

// A section that starts opens its own tab, and so does a scale that opens, once; but neither interrupts somebody who is
// writing.
effect(() => {
  const scales = visibleScales();
  const now = currentSection()?.id || "";
  if (now !== part && tab.peek() === "scale" && !typing()) tab.value = "notes";
  part = now;
  const fresh = scales.find((scale) => scale.state === "open" && !brought.has(scale.id));
  if (fresh) {
    brought.add(fresh.id);
    if (typing()) called.value = fresh.id;
    else tab.value = "scale";
  } else if ((tab.peek() === "scale" && !scales.length) || (tab.peek() === "next" && !hasFollowUp()))
    tab.value = "notes";
});

// A part for next steps opens their tab, and the part after it the notes again.
let forSteps = false;
effect(() => {
  const now = one("on_now")?.view === "steps";
  if (now !== forSteps && !typing()) {
    if (now) tab.value = "next";
    else if (tab.peek() === "next") tab.value = "notes";
  }
  forSteps = now;
});

// Small groups that start open their wall.
let inTeam = "";
effect(() => {
  const own = myBreakoutZone()?.id || "";
  if (own && own !== inTeam && !typing()) tab.value = "notes";
  inTeam = own;
});

// At the start of this person's turn the tab with the note field opens, unless they are answering a scale.
let spoke = false;
effect(() => {
  const speaks = currentTurn()?.person === you.value?.id && Boolean(you.value);
  if (speaks && !spoke && tab.peek() === "agenda") tab.value = "notes";
  spoke = speaks;
});

// Once this screen has come, nobody else is given its place; and one that was refused may be of a shared device.
effect(() => {
  if (status.value === "live" || status.value === "ended") forgetJoinForm();
});

function Member() {
  useEffect(followForMember, []);
  useEffect(followNewNotes, []);
  const scales = visibleScales();
  const missed = scales.find((scale) => scale.state === "open" && scale.id === called.value);
  const wide = wideParts();
  return html`<div class=${`member ${wide ? "is-wide" : "is-phone"}`}>
    <${SkipLink} onNotes=${() => !wide && go("notes")} />
    <${MemberHeader} wide=${wide} />
    ${wide ? html`<${wide.Wide} onGo=${go} />` : html`<${Phone} scales=${scales} missed=${missed} />`}
    <${GroupDialog} />
    <${OpenPhoto} />
    <${PhotoSender} />
    <${LeaveDialog} />
  </div>`;
}

/** What stands above the notes: the question of the moment, the slides that everyone sees, and what the part calls for. */
function PhoneTop() {
  // A scale shows its own question, and next steps are asked for on their own tab.
  const isAsked = tab.value === (one("on_now")?.view === "steps" ? "next" : "notes");
  return html`<div class="phone-top">
    ${isAsked && html`<${QuestionNow} />`}
    ${
      tab.value === "notes" &&
      html`${one("board")?.showing === "slides" && !myBreakoutZone() && html`<${LatePhoneSlide} />`}<${SectionIntro} />`
    }
  </div>`;
}

/** @param {string} part */
function go(part) {
  tab.value = part;
  called.value = "";
}

/** @type {Object<string, string>} */
const ICONS = { notes: "sticky-note", scale: "gauge", agenda: "list", next: "flag" };

/** @param {{scales: ScaleRecord[], missed?: ScaleRecord}} props  `missed`: one that opened while this person was writing. */
function Phone({ scales, missed }) {
  const tabs = ["notes", ...(scales.length ? ["scale"] : []), "agenda", ...(hasFollowUp() ? ["next"] : [])];
  return html`
    <main class="phone">
      <${PhoneTop} />
      <${Notices}
        scale=${tab.value !== "scale" && missed}
        onScale=${() => go("scale")}
        here=${tab.value}
        onGo=${go}
      />
      ${tab.value === "notes" && html`<${PhoneWall} />`}
      ${tab.value === "scale" && html`<${Scales} />`}
      ${
        tab.value === "agenda" &&
        html`<div class="phone-page stack loose">
          <section class="stack tight"><h2>${t("member.agenda")}</h2><${RunningOrder} /></section>
          <${KeepInTouch} />
          <${People} />
          <${VideoCallLinks} />
        </div>`
      }
      ${
        tab.value === "next" &&
        html`<div class="phone-page" tabindex="0" role="group" aria-label=${t("thread.heading")}>
          <${FollowUp} />
          <${KeepInTouch} />
        </div>`
      }
      <${Toast} />
    </main>
    <div class=${`tabs ${tabs.length > 3 ? "many" : ""}`}>
      <nav class="tab-parts" aria-label=${t("member.parts")}>
        ${tabs.map(
          (name) => html`<button
            key=${name}
            type="button"
            class=${["agenda", "next"].includes(name) ? "tab is-extra" : "tab"}
            aria-current=${tab.value === name ? "page" : undefined}
            onClick=${() => go(name)}
          >
            <${Icon} name=${ICONS[name]} /> ${t(`member.tab.${name}`)}
          </button>`,
        )}
      </nav>
      <${HandTab} />
      <${MoreButton} tab />
    </div>
  `;
}

guardBackButton();
keepPlaces();
mountPage(Member, { after: layout });
