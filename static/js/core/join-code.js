// @ts-check
// With which code people come in now: the meeting's own, or a later one that has taken its place.
import { page } from "./page-data.js";
import { one } from "./records.js";

export function joinCode() {
  return one("meeting")?.join_code || page.code;
}

/** The address that people scan or are sent. */
export function joinUrl() {
  return page.join_url.replace(/[^/]*$/, joinCode());
}

/** The picture of that address: another one for each code. */
export function joinQr() {
  return `${page.urls.qr}?of=${joinCode()}`;
}
