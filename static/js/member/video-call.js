// @ts-check
// The video call beside the wall. A Jitsi call is shown inside the page, from whichever server the link names, once the
// person asks for it: before that, nothing is loaded from elsewhere. Other providers open in a window of their own.
import { html, signal } from "../../vendor/preact.js";
import { one } from "../core/records.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";

const callOpen = signal(false);

/**
 * Whether this link can be shown inside the page: a Jitsi link is a room name on a server, and nothing more.
 * @param {string} url
 */
export function isJitsi(url) {
  const address = read(url);
  if (!address) return false;
  const { protocol, hostname, pathname } = address;
  const known =
    /(^|\.)(zoom\.us|zoom\.com|teams\.microsoft\.com|teams\.live\.com|meet\.google\.com|webex\.com|whereby\.com|youtube\.com)$/;
  return (
    protocol === "https:" && !known.test(hostname) && (/jit(\.|-)?si/i.test(hostname) || /^\/[^/.]{3,}$/.test(pathname))
  );
}

/** The parts of a link; null for one that earlier versions took and that no browser can read. @param {string} url */
function read(url) {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

/** The call itself, where it is shown inside the page. */
export function VideoCall() {
  const url = one("meeting")?.video_url;
  if (!url || !callOpen.value || !isJitsi(url)) return null;
  return html`<section class="video" aria-label=${t("member.video.heading")}>
    <iframe
      title=${t("member.video.heading")}
      src=${url}
      allow="camera; microphone; display-capture; fullscreen; autoplay; clipboard-write"
      referrerpolicy="no-referrer"
    ></iframe>
    <button type="button" class="button quiet small" onClick=${() => (callOpen.value = false)}>
      <${Icon} name="x" /> ${t("member.video.hide")}
    </button>
  </section>`;
}

/** The links into the call. */
export function VideoCallLinks() {
  const url = one("meeting")?.video_url;
  if (!url) return null;
  return html`<section class="stack tight" aria-labelledby="video-h">
    <h2 id="video-h">${t("member.video.heading")}</h2>
    ${
      isJitsi(url) &&
      !callOpen.value &&
      html`<button type="button" class="button quiet only-wide" onClick=${() => (callOpen.value = true)}>
        <${Icon} name="video" /> ${t("member.video.show")}
      </button>`
    }
    <a class="button quiet" href=${url} target="live-cop-video" rel="noopener noreferrer">
      <${Icon} name="video" /> ${t("member.video.own_window")}
    </a>
    <p class="soft small-text">${t("member.video.about")}</p>
  </section>`;
}
