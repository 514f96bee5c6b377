// @ts-check
// A small window that stays on top of the call or of anything else: the clock, who is speaking, and the own hand. Only
// some browsers have such windows (Document Picture-in-Picture); elsewhere there is no button.
import { html, render, signal } from "../../vendor/preact.js";
import { ClockFace, ClockLine } from "../agenda/clock-face.js";
import { agendaPosition } from "../agenda/running-order.js";
import { one } from "../core/records.js";
import { Icon } from "../ui/icon.js";
import { showToast, Toast } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { HandButton } from "../voices/my-hand.js";
import { SpeakingNow } from "../voices/speaking-now.js";

const WIDTH = 340;
const HEIGHT = 230;

/** The browser's own object for such windows, which TypeScript does not know yet. */
const pictureInPicture = /** @type {any} */ (window).documentPictureInPicture;
/** @type {import("../../vendor/preact.js").Signal<Window | null>} */
const small = signal(null);

export function SmallWindowButton() {
  if (!pictureInPicture) return null;
  const shown = Boolean(small.value);
  return html`<button
    type="button"
    class=${`button quiet small head-small ${shown ? "on" : ""}`}
    aria-pressed=${shown}
    aria-label=${t("member.small_window.button")}
    title=${t("member.small_window.about")}
    onClick=${shown ? close : open}
  >
    <${Icon} name="copy" /> <span>${t("member.small_window.button")}</span>
  </button>`;
}

/** @param {Event & {currentTarget: HTMLElement}} event */
async function open({ currentTarget: button }) {
  /** @type {Window} */
  let there;
  try {
    there = await pictureInPicture.requestWindow({ width: WIDTH, height: HEIGHT });
  } catch {
    // The person or the browser does not allow it.
    showToast(t("member.small_window.refused"));
    return;
  }
  const { body, head, documentElement } = there.document;
  documentElement.lang = document.documentElement.lang;
  there.document.title = one("meeting")?.title || "";
  copyStyles(head);
  body.className = "small-window";
  render(html`<${SmallWindow} />`, body);
  there.addEventListener("keydown", (key) => key.key === "Escape" && close());
  there.addEventListener("pagehide", () => {
    render(null, body);
    small.value = null;
    // Whoever closes it goes on where they were.
    if (document.activeElement === document.body && button.isConnected) button.focus();
  });
  small.value = there;
}

const close = () => small.value?.close();

/**
 * A new window has no styles. Those of the page stand in it, with the nonce that lets them, or are linked.
 * @param {HTMLElement} head
 */
function copyStyles(head) {
  for (const { href } of /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll("link[rel=stylesheet]")))
    head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
  for (const style of Array.from(document.querySelectorAll("style"))) {
    const copy = document.createElement("style");
    copy.nonce = style.nonce;
    copy.textContent = style.textContent;
    head.append(copy);
  }
}

function SmallWindow() {
  const { section } = agendaPosition();
  return html`<main class="small-window-main">
    <div class="row apart">
      <h1 class="grow" dir="auto">${section ? section.title : one("meeting")?.title}</h1>
      <${ClockFace} />
    </div>
    <${ClockLine} />
    <${SpeakingNow} />
    <${HandButton} />
    <${Toast} />
  </main>`;
}
