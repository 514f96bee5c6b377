// @ts-check
// The member's page: a phone in the room, or a laptop elsewhere. The same things, laid out for the screen there is.
import { html, signal } from "../../vendor/preact.js";
import { Closed } from "../member/closed.js";
import { Header } from "../member/header.js";
import { Leaving } from "../member/leaving.js";
import { Notices } from "../member/notices.js";
import { PhoneNotes } from "../member/phone-notes.js";
import { Scales, scalesToSee } from "../member/scales.js";
import { Side } from "../member/side.js";
import { Video, Videos } from "../member/video.js";
import { WideWall } from "../member/wide-wall.js";
import { RunningOrder } from "../agenda/running-order.js";
import { People } from "../member/people.js";
import { one } from "../live/records.js";
import { guardBack } from "../ui/back.js";
import { bringToLife } from "../ui/stage.js";
import { t } from "../ui/words.js";
import { GroupDialog } from "../wall/group-dialog.js";
import { NoteDialog } from "../wall/note-dialog.js";

const wide = signal(false);
const query = window.matchMedia("(min-width: 900px)");
wide.value = query.matches;
query.addEventListener("change", () => (wide.value = query.matches));

/** Which part a phone shows. A scale that opens comes to the front by itself, once. */
const tab = signal("notes");
/** @type {Set<string>} */
const brought = new Set();

function Member() {
  const open = scalesToSee();
  const fresh = open.find((scale) => scale.state === "open" && !brought.has(scale.id));
  if (fresh) {
    brought.add(fresh.id);
    tab.value = "scale";
  } else if (tab.value === "scale" && !open.length) tab.value = "notes";
  return html`<div class=${`member ${wide.value ? "is-wide" : "is-phone"}`}>
    <${Header} />
    <${Notices} />
    ${one("meeting")?.state === "closed" && html`<${Closed} />`}
    ${wide.value ? html`<${Wide} />` : html`<${Phone} scales=${open} />`}
    <${NoteDialog} /><${GroupDialog} /><${Leaving} />
  </div>`;
}

function Wide() {
  return html`<main class="wide"><div class="wide-main"><${Video} /><${WideWall} /></div><${Side} /></main>`;
}

/** @param {{scales: any[]}} props */
function Phone({ scales }) {
  const tabs = ["notes", ...(scales.length ? ["scale"] : []), "agenda"];
  return html`<main class="phone">
      ${tab.value === "notes" && html`<${PhoneNotes} />`}
      ${tab.value === "scale" && html`<div class="phone-page"><${Scales} /></div>`}
      ${tab.value === "agenda" && html`<div class="phone-page stack loose"><h2>${t("member.agenda")}</h2><${RunningOrder} /><${People} /><${Videos} /></div>`}
    </main>
    <nav class="tabs" aria-label=${t("member.parts")}>
      ${tabs.map((name) => html`<button key=${name} type="button" class="tab" aria-current=${tab.value === name ? "page" : undefined} onClick=${() => (tab.value = name)}>${t(`member.tab.${name}`)}</button>`)}
    </nav>`;
}

guardBack();
bringToLife(Member);
