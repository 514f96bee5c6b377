// @ts-check
// Photographs that the server does not have yet. They stay on the device until it has, as words do in core/outbox.js, but
// in a database of their own, and go over HTTP, which shows how much has arrived. Each keeps its id, so sending one again
// is safe.
import { effect, signal } from "../../vendor/preact.js";
import { askBeforeUnload } from "../core/before-unload.js";
import { status, you } from "../core/connection.js";
import { outboxName } from "../core/outbox.js";
import { page } from "../core/page-data.js";
import { get, one } from "../core/records.js";
import { STALE_MS } from "../core/storage.js";
import { t } from "../ui/words.js";
import { zoneForPhotos } from "./drop-and-paste.js";
import { remove, store, stored } from "./photo-database.js";
import { leftDrafts } from "./photo-drafts.js";
import { choosingFor, unsentPhotos } from "./photo-picker.js";

/** @typedef {import("./photo-picker.js").UnsentPhoto} UnsentPhoto */

/** Refusals that are temporary: the same photograph is sent again. */
const TEMPORARY = ["too_fast", "not_saved", "uploads_busy", "not_drawn"];
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 8000;
const PAUSE_GROWTH = 1.6;
/** Without progress for this long a request is dead; after the last byte the server makes the picture. */
const STALLED_MS = 30_000;
const MAKING_MS = 90_000;

/** What was chosen and cannot be sent any more, until its author has read so. */
export const leftAtClose = signal(/** @type {import("./photo-drafts.js").Draft[]} */ ([]));
const allStored = signal(true);
/** @type {Set<string>} */
const notStored = new Set();
/** Photographs that this page has finished with, so that a late read of the database brings none back. @type {Set<string>} */
const done = new Set();
let isSending = false;
/** Ends the pause before the next try. @type {(value?: unknown) => void} */
let endPause = () => {};

/** Stores a photograph, or what has become of it. @param {UnsentPhoto} photo */
async function keep({ sent: _, ...photo }) {
  try {
    await store("photos", photo);
    notStored.delete(photo.id);
  } catch {
    notStored.add(photo.id);
  }
  allStored.value = notStored.size === 0;
}

/** @param {string} id @param {Partial<UnsentPhoto>} change */
function update(id, change) {
  unsentPhotos.value = unsentPhotos.peek().map((each) => (each.id === id ? { ...each, ...change } : each));
}

/** Deletes a photograph from this device: the server has it, or its author wants it no more. @param {string} id */
export async function forget(id) {
  done.add(id);
  notStored.delete(id);
  allStored.value = notStored.size === 0;
  unsentPhotos.value = unsentPhotos.peek().filter((each) => each.id !== id);
  try {
    await remove("photos", id);
  } catch {
    // It was never in the database.
  }
}

/**
 * Takes a photograph to be sent. Resolves when it is on this device.
 * @param {Pick<UnsentPhoto, "id" | "zone" | "description" | "thumb" | "bytes">} made
 */
export async function sendPhoto(made) {
  const photo = { ...made, at: Date.now(), for: outboxName() };
  unsentPhotos.value = unsentPhotos.peek().concat(photo);
  await keep(photo);
  sendAll();
}

/** Sends a refused photograph once more, to where one can be sent now if its own place is gone. @param {string} id */
export function retry(id) {
  const zone = unsentPhotos.peek().find((each) => each.id === id)?.zone;
  update(id, { error: undefined, ...(get("zone", zone) ? {} : { zone: zoneForPhotos() }) });
  sendAll();
}

/** Sends what waits for as long as there is a connection. */
async function sendAll() {
  if (isSending) return;
  isSending = true;
  let pause = FIRST_PAUSE_MS;
  for (;;) {
    const photo = unsentPhotos.peek().find((each) => !each.error);
    if (!photo || status.peek() !== "live") break;
    if (await sendOne(photo)) pause = FIRST_PAUSE_MS;
    else {
      update(photo.id, { sent: undefined });
      await new Promise((resolve) => {
        endPause = resolve;
        setTimeout(resolve, pause);
      });
      pause = Math.min(pause * PAUSE_GROWTH, LONGEST_PAUSE_MS);
    }
  }
  isSending = false;
}

/** True once it needs no further try. @param {UnsentPhoto} photo */
async function sendOne(photo) {
  const answer = await post(photo);
  if (answer.ok) {
    await forget(photo.id);
    return true;
  }
  const { error } = answer;
  if (!error || TEMPORARY.includes(error.code)) return false;
  update(photo.id, { error, sent: undefined });
  await keep({ ...photo, error });
  return true;
}

/**
 * One request. Without an answer, `error` is missing too: it may or may not have arrived.
 * @param {UnsentPhoto} photo
 * @returns {Promise<{ok: boolean, error?: {code: string, message: string}}>}
 */
function post({ id, zone, description, bytes }) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ id, zone, description })) form.append(name, value);
  form.append("photo", new Blob([bytes], { type: "image/jpeg" }), "photo.jpg");
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let timer = setTimeout(() => request.abort(), STALLED_MS);
    const watch = (/** @type {number} */ ms) => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), ms);
    };
    request.upload.onprogress = (event) => {
      watch(STALLED_MS);
      if (event.lengthComputable) update(id, { sent: event.loaded / event.total });
    };
    request.upload.onload = () => watch(MAKING_MS);
    request.onloadend = () => {
      clearTimeout(timer);
      const { response } = request;
      if (request.status === 201) return resolve({ ok: true });
      if (!request.status || request.status >= 500)
        return resolve({ ok: false, error: knownError(response, TEMPORARY) });
      resolve({ ok: false, error: response?.error || { code: "unknown", message: t("photos.not_taken") } });
    };
    request.responseType = "json";
    request.open("POST", `/api/meetings/${page.code}/photos`);
    request.send(form);
  });
}

/** @param {any} response @param {string[]} codes */
const knownError = (response, codes) => (codes.includes(response?.error?.code) ? response.error : undefined);

/** Reads what waits from an earlier visit, and sends it. */
async function resume() {
  const name = outboxName();
  /** @type {UnsentPhoto[]} */
  let found = [];
  try {
    found = await stored("photos");
  } catch {
    // Then there are only those of this page.
  }
  const known = new Set(unsentPhotos.peek().map((each) => each.id));
  const oldest = Date.now() - STALE_MS;
  for (const each of found) if (each.at < oldest) forget(each.id);
  const fresh = found.filter(
    (each) => each.for === name && each.at >= oldest && !known.has(each.id) && !done.has(each.id),
  );
  if (fresh.length) unsentPhotos.value = fresh.sort((a, b) => a.at - b.at).concat(unsentPhotos.peek());
  endPause();
  sendAll();
}

askBeforeUnload(() => allStored.value);

/** What was chosen before a reload is there again, as it was. */
async function resumeDrafts() {
  const drafts = await leftDrafts(outboxName());
  if (one("meeting")?.state === "closed") leftAtClose.value = drafts;
  else if (drafts.length) choosingFor.value = { zone: drafts[0].zone, drafts };
}

let isResumed = false;
effect(() => {
  if (status.value !== "live" || !you.value) return;
  resume();
  if (!isResumed) resumeDrafts();
  isResumed = true;
});
