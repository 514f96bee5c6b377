// @ts-check
// The video call: a button in the header, and on a laptop the call itself at the top of the side. A room on a Jitsi
// server of one's own is shown inside the page once the person asks for it: before that, nothing is loaded from
// elsewhere. Every other call opens in its own window.
import { effect, html, signal } from "../../vendor/preact.js";
import { myCall } from "../breakouts/queries.js";
import { one } from "../core/records.js";
import { Icon } from "../ui/icon.js";
import { isSameServer, opensInside } from "../ui/video-link.js";
import { t } from "../ui/words.js";

/** The call that is shown inside the page; "" for none. */
const openCall = signal("");

/** The call that this person belongs in now: that of their small group, or of the whole meeting, unless that is cancelled. */
export const currentCall = () => myCall() || (!one("meeting")?.cancelled && one("meeting")?.video_url) || "";

// Whoever is in a call goes along when the groups begin and end; but no other company's page is loaded without asking.
effect(() => {
  const url = currentCall();
  const open = openCall.peek();
  if (open && open !== url) openCall.value = opensInside(url) && isSameServer(open, url) ? url : "";
});

/** @param {string} url */
const toggle = (url) => (openCall.value = openCall.value ? "" : url);

/** The button in the header. @param {{inside?: boolean}} props  `inside`: there is room for the call in the page. */
export function VideoButton({ inside }) {
  const url = currentCall();
  if (!url) return null;
  const words = t("member.video.button");
  if (!inside || !opensInside(url))
    return html`<a
      class="button quiet small head-video"
      href=${url}
      target="live-cop-video"
      rel="noopener noreferrer"
      aria-label=${`${words} ${t("member.new_window")}`}
    >
      <${Icon} name="video" /> <span>${words}</span>
    </a>`;
  const shown = Boolean(openCall.value);
  return html`<button
    type="button"
    class=${`button quiet small head-video ${shown ? "on" : ""}`}
    aria-expanded=${shown}
    onClick=${() => toggle(url)}
  >
    <${Icon} name="video" /> <span>${words}</span>
  </button>`;
}

/** The call itself, where it is shown inside the page. */
export function VideoCall() {
  const url = openCall.value;
  if (!url) return null;
  return html`<section class="video" aria-label=${t("member.video.heading")}>
    <iframe
      title=${t("member.video.heading")}
      src=${url}
      allow="camera; microphone; display-capture; fullscreen; autoplay; clipboard-write"
      referrerpolicy="no-referrer"
    ></iframe>
    <div class="row apart">
      <${OwnWindow} url=${url} />
      <button
        type="button"
        class="button quiet small"
        aria-label=${t("member.video.hide_label")}
        onClick=${() => (openCall.value = "")}
      >
        <${Icon} name="x" /> ${t("member.video.hide")}
      </button>
    </div>
  </section>`;
}

/** The link to the call, and who runs it. */
export function VideoCallLinks() {
  const url = currentCall();
  if (!url) return null;
  return html`<section class="stack tight" aria-labelledby="video-h">
    <h2 id="video-h">${t("member.video.heading")}</h2>
    <p><${OwnWindow} url=${url} /></p>
    <p class="soft small-text">${t("member.video.about")}</p>
  </section>`;
}

/** @param {{url: string}} props */
function OwnWindow({ url }) {
  return html`<a class="button quiet small" href=${url} target="live-cop-video" rel="noopener noreferrer">
    <${Icon} name="video" /> ${t("member.video.own_window")}
  </a>`;
}
