// @ts-check
// The code that people join with now: the meeting's own, or a later one that has replaced it.
import { page } from "./page-data.js";
import { one } from "./records.js";

export function joinCode() {
  return one("meeting")?.join_code || page.code;
}

/** The code as people read it aloud: two groups of three. */
export function spokenCode() {
  const code = joinCode();
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

/** The address that people scan or are sent. */
export function joinUrl() {
  return page.join_url.replace(/[^/]*$/, joinCode());
}

/** The QR code of that address: a different image for each code. */
export function joinQr() {
  return `${page.urls.qr}?of=${joinCode()}`;
}
