// @ts-check
// Sending slides: the file, and then how far its pages are drawn, which goes on on the server.
import { signal } from "../../../vendor/preact.js";
import { page } from "../../core/page-data.js";
import { t } from "../../ui/words.js";

/** Bytes of a file, as the server takes it. */
const MAX_FILE_BYTES = 16 << 20;
/** How often the server is asked how far it is. */
const ASK_MS = 700;
/** Without a network it is asked less often. */
const LATER_MS = 3000;

/**
 * The slides that are on their way: the share of the file that has been sent; then how many pages are drawn, of how many.
 * @type {import("../../../vendor/preact.js").Signal<{sent: number, drawn: number, pages: number} | null>}
 */
export const underWay = signal(null);
/** Why the last ones were not taken. */
export const slidesError = signal("");

const address = () => `/api/meetings/${page.code}/slides`;
const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {File} file */
export async function sendSlides(file) {
  if (underWay.value) return;
  slidesError.value = file.size > MAX_FILE_BYTES ? t("slides.too_big") : "";
  if (slidesError.value) return;
  underWay.value = { sent: 0, drawn: 0, pages: 0 };
  const id = `slides-${Math.random()}`;
  slidesError.value = (await post(file, id)) || (await drawn(id));
  underWay.value = null;
}

/** Sends the file. Returns why it was not taken, or "". @param {File} file @param {string} id @returns {Promise<string>} */
function post(file, id) {
  const form = new FormData();
  form.append("id", id);
  form.append("slides", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
      if (lengthComputable) underWay.value = { sent: loaded / total, drawn: 0, pages: 0 };
    };
    request.onloadend = () =>
      resolve(request.status === 202 ? "" : request.response?.error?.message || t("slides.not_sent"));
    request.responseType = "json";
    request.open("POST", address());
    request.send(form);
  });
}

/** Waits until the pages are drawn. Returns why they were not, or "". @param {string} id @returns {Promise<string>} */
async function drawn(id) {
  for (;;) {
    try {
      const response = await fetch(`${address()}?id=${id}`);
      const answer = await response.json();
      if (!response.ok) return answer.error.message;
      if (answer.done) return "";
      underWay.value = { sent: 1, ...answer };
      await pause(ASK_MS);
    } catch {
      await pause(LATER_MS);
    }
  }
}
