// @ts-check
// The button that sends a photograph to a zone, and the photographs that wait on this device. What does the work is
// loaded once the page is there, so that a photograph can be taken without a network too.
import { html, signal, useEffect } from "../../vendor/preact.js";
import { welcomed } from "../core/connection.js";
import { WAITING_FLAG } from "../core/offline-store.js";
import { one } from "../core/records.js";
import { isChairOrHelper } from "../core/roles.js";
import { safely } from "../core/storage.js";
import { Icon } from "../ui/icon.js";
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
/**
 * What draws the dialog and the photographs that wait, once it is loaded.
 * @type {import("../../vendor/preact.js").Signal<Record<"SendPhotos" | "UnsentPhotos" | "PhotoNotices", (props: any) => any> | null>}
 */
export const views = signal(null);
/** Until then the page has more urgent things to load. */
const LOAD_AFTER_MS = 3000;

const load = () => import("./send-photos.js");

/** Belongs once into each page on which photographs can be sent. */
export function PhotoSender() {
  const isThere = welcomed.value;
  useEffect(() => {
    if (!isThere) return undefined;
    const timer = setTimeout(() => load().catch(() => {}), isWaiting() ? 0 : LOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isThere]);
  return choosingFor.value && html`<${views.value?.SendPhotos} key=${choosingFor.value.zone} />`;
}

const isWaiting = () => Boolean(safely(() => localStorage.getItem(WAITING_FLAG)));

/** The photographs of a zone that wait. @param {{zone: string}} props */
export const UnsentPhotos = ({ zone }) => views.value && html`<${views.value.UnsentPhotos} zone=${zone} />`;

/** Those that no list shows, and what became of others. */
export const PhotoNotices = () => views.value && html`<${views.value.PhotoNotices} />`;

/** Those that the list of a zone shows. @param {string} zone */
export const waitingIn = (zone) => unsentPhotos.value.filter((each) => each.zone === zone && !each.error);

/** Whether this person may send photographs; where the group keeps none, the button says why. */
export const maySendPhotos = () => isAllowed() && (isChairOrHelper() || !one("meeting")?.paused);

function isAllowed() {
  const meeting = one("meeting");
  if (!meeting || meeting.state === "closed") return false;
  return isChairOrHelper() ? meeting.photos_by !== "nobody" : meeting.photos_by === "all";
}

/** @param {string} zone @param {File[]} [files] */
export function choosePhotos(zone, files = []) {
  load().then(
    (module) => (choosingFor.value = { zone, drafts: module.begin(files, zone) }),
    () => showToast(t("common.status.offline")),
  );
}

/** In a pause it leaves its place empty, so that nothing moves. @param {{zone: ZoneRecord, small?: boolean}} props */
export const PhotoPicker = ({ zone, small }) =>
  isAllowed() &&
  !zone.alone &&
  html`<button
    type="button"
    class=${`button quiet photo-pick ${small ? "small" : ""}`}
    style=${maySendPhotos() ? undefined : "visibility: hidden"}
    data-photos-for=${zone.id}
    aria-label=${t("wall.photo.send")}
    onClick=${() => choosePhotos(zone.id)}
  >
    <${Icon} name="camera" />
  </button>`;
