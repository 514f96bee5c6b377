// @ts-check
// The button that sends a photograph to a zone, and the photographs that wait on this device. What does the work is
// loaded once the page is there, so that a photograph can be taken without a network too.
import { html, signal, useEffect } from "../../vendor/preact.js";
import { welcomed } from "../core/connection.js";
import { all, get, one } from "../core/records.js";
import { isChairOrHelper } from "../core/roles.js";
import { Icon } from "../ui/icon.js";
import { lateView } from "../ui/late.js";
import { showToast } from "../ui/toast.js";
import { t } from "../ui/words.js";

/**
 * A photograph that the server does not have yet. `thumb`: a small picture as a data address; `sent`: how much of it has
 * arrived, from 0 to 1; `error`: why it was refused.
 * @typedef {{id: string, for: string, zone: string, description: string, thumb: string, bytes: ArrayBuffer, at: number,
 *   sent?: number, error?: {code: string, message: string}}} UnsentPhoto
 */

/** @type {import("../../vendor/preact.js").Signal<UnsentPhoto[]>} */
export const unsentPhotos = signal([]);
/** The zone for which somebody chooses photographs, and those that they have chosen already. */
export const choosingFor = signal(
  /** @type {{zone: string, drafts: import("./photo-drafts.js").Draft[]} | null} */ (null),
);
/** The zones whose lists show what waits. */
const listed = signal(/** @type {string[]} */ ([]));
/** Set while photographs wait on this device: then they are sent as soon as the page is there. */
export const WAITING_FLAG = "live_cop.photos";
/** Until then the page has more urgent things to load. */
const LOAD_AFTER_MS = 3000;

const load = () => import("./send-photos.js");
const Sender = lateView(load, (module) => module.SendPhotos);
const Unsent = lateView(load, (module) => module.UnsentPhotos);
const Notices = lateView(load, (module) => module.PhotoNotices);

/** Belongs once into each page on which photographs can be sent. */
export function PhotoSender() {
  const isThere = welcomed.value;
  useDropAndPaste();
  useEffect(() => {
    if (!isThere) return undefined;
    const timer = setTimeout(() => load().catch(() => {}), isWaiting() ? 0 : LOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isThere]);
  return choosingFor.value && html`<${Sender} key=${choosingFor.value.zone} />`;
}

function isWaiting() {
  try {
    return Boolean(localStorage.getItem(WAITING_FLAG));
  } catch {
    return false;
  }
}

/** The photographs of a zone that wait. @param {{zone: string}} props */
export function UnsentPhotos({ zone }) {
  useEffect(() => {
    listed.value = listed.peek().concat(zone);
    return () => {
      const at = listed.peek().indexOf(zone);
      listed.value = listed.peek().filter((_, n) => n !== at);
    };
  }, [zone]);
  return waitingIn(zone).length > 0 && html`<${Unsent} photos=${waitingIn(zone)} />`;
}

/** Those that the list of a zone shows. @param {string} zone */
export const waitingIn = (zone) => unsentPhotos.value.filter((each) => each.zone === zone && !each.error);

/** Those that no list shows: of a zone that is not in view, refused by the server, or after the look. */
export function PhotoNotices() {
  const photos = unsentPhotos.value.filter((each) => each.error || !listed.value.includes(each.zone));
  const refused = all("refused_photo");
  return photos.length + refused.length > 0 && html`<${Notices} photos=${photos} refused=${refused} />`;
}

/** Whether this person may send photographs; where the group keeps none, the button says why. */
export function maySendPhotos() {
  const meeting = one("meeting");
  if (!meeting || meeting.state === "closed") return false;
  return isChairOrHelper() ? meeting.photos_by !== "nobody" : meeting.photos_by === "all" && !meeting.paused;
}

/**
 * Where a photograph goes that came upon this element: to the zone that it belongs to, or to the one of the first button.
 * @param {EventTarget | null} [target]
 */
export function zoneForPhotos(target) {
  const place = target instanceof Element ? target.closest("[data-photos-for], [data-zone]") : null;
  const found = /** @type {HTMLElement | null} */ (place || document.querySelector("[data-photos-for]"));
  return found?.dataset.photosFor || found?.dataset.zone || "";
}

/** @param {string} zone @param {File[]} [files] */
function choose(zone, files = []) {
  load().then(
    (module) => (choosingFor.value = { zone, drafts: module.begin(files, zone) }),
    () => showToast(t("common.status.offline")),
  );
}

/** @param {{zone: ZoneRecord, small?: boolean}} props */
export const PhotoPicker = ({ zone, small }) =>
  maySendPhotos() &&
  !zone.alone &&
  html`<button
    type="button"
    class=${`button quiet photo-pick ${small ? "small" : ""}`}
    data-photos-for=${zone.id}
    aria-label=${t("wall.photo.send")}
    title=${t("wall.photo.send")}
    onClick=${() => choose(zone.id)}
  >
    <${Icon} name="camera" />
  </button>`;

/** Pictures can be dropped and pasted anywhere on the page. A file that is dropped never takes the place of the page. */
function useDropAndPaste() {
  useEffect(() => {
    /** @param {Event} event @param {File[]} files */
    const take = (event, files) => {
      const zone = zoneForPhotos(event.target);
      if (!files.length || choosingFor.peek() || !maySendPhotos() || !zone || get("zone", zone)?.alone) return;
      event.preventDefault();
      choose(zone, files);
    };
    const drop = (/** @type {DragEvent} */ event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      if (event.type === "drop") take(event, Array.from(event.dataTransfer.files));
    };
    const paste = (/** @type {ClipboardEvent} */ event) => {
      const data = event.clipboardData;
      // Programs put a picture of a text beside the text.
      if (!data || event.defaultPrevented || data.types.includes("text/plain")) return;
      const isElsewhere = event.target instanceof Element && event.target.closest("input, textarea");
      if (isElsewhere && !isElsewhere.closest(".composer")) return;
      take(
        event,
        Array.from(data.files).filter((file) => file.type.startsWith("image/")),
      );
    };
    document.addEventListener("dragover", drop);
    document.addEventListener("drop", drop);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("dragover", drop);
      document.removeEventListener("drop", drop);
      document.removeEventListener("paste", paste);
    };
  }, []);
}
