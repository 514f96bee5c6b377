// @ts-check
// Opens a meeting: sends the form, stores the links on this device and goes to the page that shows them.
import { dropMeeting } from "../core/offline-store.js";
import { page } from "../core/page-data.js";
import { saveLinks } from "../core/saved-links.js";
import { FORGOTTEN, safely } from "../core/storage.js";
import { forgetForm, keepForm } from "../drafts/page-form.js";
import { removePhotosOf } from "../photos/photo-database.js";
import { knownZone, ownZone } from "../ui/time-zone.js";
import { watchLengths } from "../ui/too-long.js";
import { withScheme } from "../ui/web-address.js";
import { t } from "../ui/words.js";
import { fillInTimes, fromField } from "../ui/zone-fields.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("open"));
const error = /** @type {HTMLElement} */ (document.getElementById("error"));
const button = /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]"));

/** A meeting that follows another one is a form of its own. */
const kind = location.pathname + location.search;

/** The field that a refusal is about. @type {Object<string, string>} */
const FIELD_OF = { empty: "title", bad_video_url: "video_url", not_a_host: "key", not_your_meeting: "copied" };

/** @param {string} name */
const field = (name) => /** @type {HTMLInputElement | null} */ (form.elements.namedItem(name));

/** @param {string} name */
const text = (name) => String(new FormData(form).get(name) || "").trim();

/**
 * Shows what must be corrected, beside the field that it is about.
 * @param {string} sentence
 * @param {string} [name]
 */
function refuse(sentence, name) {
  const about = name ? field(name) : null;
  if (about) about.after(error);
  else button.before(error);
  error.textContent = sentence;
  about?.setAttribute("aria-invalid", "true");
  about?.focus();
}

function forgive() {
  error.textContent = "";
  form.querySelectorAll("[aria-invalid]").forEach((element) => element.removeAttribute("aria-invalid"));
}

/** Encodes a key for a header, which can carry bytes only. @param {string} key */
const asBytes = (key) => String.fromCharCode(...new TextEncoder().encode(key));

/** The zone of the community, or that of this device. */
const zone = () => knownZone(text("time_zone")) || ownZone();

function wanted() {
  const template = text("template");
  return {
    title: text("title"),
    community: text("community"),
    series: text("series"),
    community_id: text("community_id"),
    template: template === "copy" ? `${text("carry") ? "next" : "copy"}:${text("copied")}` : template,
    starts_at: text("starts_at") ? fromField(text("starts_at"), zone()) : null,
    venue: text("venue"),
    time_zone: zone(),
    video_url: withScheme(text("video_url")) || null,
  };
}

/**
 * Creates a meeting and goes to its links, or resolves with the reason why not.
 * @param {string} url
 * @param {string | File} body
 * @returns {Promise<{code: string, message: string} | null>}
 */
async function make(url, body) {
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${asBytes(text("key"))}` };
  const response = await fetch(url, { method: "POST", headers, body });
  const answer = await response.json();
  if (!response.ok) return answer.error;
  saveLinks(answer.code, { chair_url: answer.chair_url, board_url: answer.board_url });
  window.location.href = `/m/${answer.code}/links`;
  return null;
}

async function open() {
  const error = await make(page.urls.open, JSON.stringify(wanted()));
  if (error) refuse(error.message, FIELD_OF[error.code]);
  else forgetForm(kind);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  forgive();
  const over = Array.from(form.elements).find((each) => /** @type {HTMLInputElement} */ (each).validity.customError);
  if (over) return /** @type {HTMLInputElement} */ (over).focus();
  if (!text("title")) return refuse(t("home.open.no_title"), "title");
  if (field("starts_at")?.validity.badInput) return refuse(t("home.open.half_a_time"), "starts_at");
  button.disabled = true;
  button.textContent = t("home.open.opening");
  try {
    await open();
  } catch {
    refuse(t("home.open.offline"));
  }
  button.disabled = false;
  button.textContent = t("home.open.button");
});

const bring = /** @type {HTMLFormElement} */ (document.querySelector("#bring form"));
const bringButton = /** @type {HTMLButtonElement} */ (bring.querySelector("[type=submit]"));

bring.addEventListener("submit", async (event) => {
  event.preventDefault();
  const file = /** @type {HTMLInputElement} */ (document.getElementById("file")).files?.[0];
  const said = /** @type {HTMLElement} */ (bring.querySelector(".error"));
  said.textContent = file ? "" : t("home.file.none");
  if (!file) return;
  bringButton.disabled = true;
  bringButton.textContent = t("home.file.busy");
  try {
    const error = await make(`${page.urls.file}&community=${encodeURIComponent(text("community_id"))}`, file);
    said.textContent = error?.message || "";
  } catch {
    said.textContent = t("home.open.offline");
  }
  bringButton.disabled = false;
  bringButton.textContent = t("home.file.button");
});

// What this device has stored for a meeting goes with it: words and photographs that were not sent, the links of its chair.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const code = form instanceof HTMLFormElement && form.dataset.forget;
  if (!code) return;
  event.preventDefault();
  safely(() => {
    for (const key of Object.keys(localStorage)) if (key.includes(code)) localStorage.removeItem(key);
    sessionStorage.setItem(FORGOTTEN, code);
  });
  await Promise.allSettled([dropMeeting(code), removePhotosOf(code)]);
  form.submit();
});
// The server has forgotten it too: pages of the meeting that are still open in other tabs go away.
safely(() => {
  const code = sessionStorage.getItem(FORGOTTEN);
  if (code) localStorage.setItem(FORGOTTEN, `${code} ${Date.now()}`);
  sessionStorage.removeItem(FORGOTTEN);
});

field("copied")?.addEventListener("input", () => {
  /** @type {HTMLInputElement} */ (document.getElementById("copy")).checked = true;
});
keepForm(form, kind);
if (zone() !== ownZone()) {
  const hint = /** @type {HTMLElement} */ (document.getElementById("zone-hint"));
  hint.textContent = t("home.open.zone", { zone: field("time_zone")?.dataset.city || zone() });
  hint.hidden = false;
}
fillInTimes();
watchLengths(form);
