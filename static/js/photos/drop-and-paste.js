// @ts-check
// Pictures can be dropped and pasted anywhere on the page. A file that is dropped never takes the place of the page.
import { get } from "../core/records.js";
import { choosePhotos, choosingFor, maySendPhotos } from "./photo-picker.js";

/**
 * Where a photograph goes that came upon this element: to the zone that it belongs to, or to the one of the first button.
 * @param {EventTarget | null} [target]
 */
export function zoneForPhotos(target) {
  const place = target instanceof Element ? target.closest("[data-photos-for], [data-zone]") : null;
  const found = /** @type {HTMLElement | null} */ (place || document.querySelector("[data-photos-for]"));
  return found?.dataset.photosFor || found?.dataset.zone || "";
}

/** @param {Event} event @param {File[]} files */
function take(event, files) {
  const zone = zoneForPhotos(event.target);
  if (!files.length || choosingFor.peek() || !maySendPhotos() || !zone || get("zone", zone)?.alone) return;
  event.preventDefault();
  choosePhotos(zone, files);
}

/** @param {DragEvent} event */
function drop(event) {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  if (event.type === "drop") take(event, Array.from(event.dataTransfer.files));
}

/** @param {ClipboardEvent} event */
function paste(event) {
  const data = event.clipboardData;
  // Programs put a picture of a text beside the text.
  if (!data || event.defaultPrevented || data.types.includes("text/plain")) return;
  const box = event.target instanceof Element && event.target.closest("input, textarea");
  if (box && !box.closest(".composer")) return;
  const pictures = Array.from(data.files).filter((file) => file.type.startsWith("image/"));
  take(event, pictures);
}

export function takeDroppedAndPasted() {
  document.addEventListener("dragover", drop);
  document.addEventListener("drop", drop);
  document.addEventListener("paste", paste);
}
