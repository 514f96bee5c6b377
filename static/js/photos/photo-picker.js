// @ts-check
// The button that sends a photograph to a zone, and the photographs that wait on this device. What does the work is
// loaded once the page is there, so that a photograph can be taken without a network too.
import { html, signal, useEffect } from "../../vendor/preact.js";
import { welcomed } from "../core/connection.js";
import { one } from "../core/records.js";
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
/** The zone for which somebody chooses photographs, and files that they dropped or pasted. */
export const choosingFor = signal(/** @type {{zone: string, files: File[]} | null} */ (null));
/** Set while photographs wait on this device: then they are sent as soon as the page is there. */
export const WAITING_FLAG = "live_cop.photos";
/** Until then the page has more urgent things to load. */
const LOAD_AFTER_MS = 3000;

const load = () => import("./send-photos.js");
const Sender = lateView(load, (module) => module.SendPhotos);
const Unsent = lateView(load, (module) => module.UnsentPhotos);

/** Belongs once into each page on which photographs can be sent. */
export function PhotoSender() {
  const isThere = welcomed.value;
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
export const UnsentPhotos = ({ zone }) =>
  unsentPhotos.value.some((each) => each.zone === zone) && html`<${Unsent} zone=${zone} />`;

/** Whether this person may send photographs; where the group keeps none, the button says why. */
export function maySendPhotos() {
  const meeting = one("meeting");
  if (!meeting || meeting.state === "closed") return false;
  return isChairOrHelper() ? meeting.photos_by !== "nobody" : meeting.photos_by === "all" && !meeting.paused;
}

/** @param {string} zone @param {File[]} [files] */
function choose(zone, files = []) {
  load().then(
    () => (choosingFor.value = { zone, files }),
    () => showToast(t("common.status.offline")),
  );
}

/** @param {{zone: ZoneRecord}} props */
export const PhotoPicker = ({ zone }) =>
  maySendPhotos() &&
  !zone.alone &&
  html`<button
    type="button"
    class="button quiet photo-pick"
    aria-label=${t("wall.photo.send")}
    onClick=${() => choose(zone.id)}
  >
    <${Icon} name="camera" />
  </button>`;

/**
 * Attributes of a form onto which pictures can be dropped or pasted.
 * @param {ZoneRecord} zone
 */
export function photoTarget(zone) {
  /** @param {Event} event @param {DataTransfer | null} data */
  const take = (event, data) => {
    const files = Array.from(data?.files || []).filter((file) => file.type.startsWith("image/"));
    if (!files.length || !maySendPhotos() || zone.alone) return;
    event.preventDefault();
    choose(zone.id, files);
  };
  return {
    onPaste: (/** @type {ClipboardEvent} */ event) => take(event, event.clipboardData),
    onDrop: (/** @type {DragEvent} */ event) => take(event, event.dataTransfer),
    onDragOver: (/** @type {DragEvent} */ event) =>
      event.dataTransfer?.types.includes("Files") && event.preventDefault(),
  };
}
