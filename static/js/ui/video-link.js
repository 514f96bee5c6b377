// @ts-check
// Which links lead to a room on a Jitsi server, and how a call opens: inside the page or in its own window. (The server
// decides the first in live_cop/meeting/texts/video_link.py, where it makes rooms.)

const OTHERS =
  /(^|\.)(zoom\.us|zoom\.com|teams\.microsoft\.com|teams\.live\.com|meet\.google\.com|webex\.com|whereby\.com|youtube\.com)$/;
/** The public servers of Jitsi. They end a call inside another page after five minutes; in its own window it goes on. */
const PUBLIC_JITSI = /(^|\.)jit\.si$/;

/** Whether this link is a room on a Jitsi server: a name on a server, and nothing more. @param {string} url */
export function isJitsi(url) {
  const address = read(url);
  if (address?.protocol !== "https:" || OTHERS.test(address.hostname)) return false;
  const { hostname, pathname } = address;
  return (/jit[.-]?si|(^|\.)8x8\.vc$/.test(hostname) || /^\/[^/.]{3,}$/.test(pathname)) && pathname.length > 1;
}

/** Whether this is a public server of Jitsi, whose calls end after a few minutes inside a page. @param {string} url */
export function isPublicJitsi(url) {
  return PUBLIC_JITSI.test(read(url)?.hostname || "");
}

/** Whether this call can be shown inside the page. @param {string} url */
export const opensInside = (url) => isJitsi(url) && !isPublicJitsi(url);

/** Whether both links lead to the same server. @param {string} url @param {string} other */
export const isSameServer = (url, other) => Boolean(read(url)) && read(url)?.origin === read(other)?.origin;

/** The parts of a link; null for one that earlier versions took and that no browser can read. @param {string} url */
function read(url) {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}
