// @ts-check
// The page of a community: times in the reader's own time zone, how the community looks, how long data is kept, and a new
// link if the old one is lost.
import { postJson } from "../core/http.js";
import { page } from "../core/page-data.js";
import { forgetForm, keepForm, keptFields } from "../drafts/page-form.js";
import { copyText } from "../ui/clipboard.js";
import { t } from "../ui/words.js";
import { offerZones } from "../ui/zone-choice.js";
import { fillInTimes } from "../ui/zone-fields.js";

/** The width of one answer in the table of the health checks, in pixels. */
const ONE_ANSWER = 9;

const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const address = /** @type {HTMLElement} */ (find("made").querySelector(".address"));

/** @param {string} words */
function say(words) {
  find("said").textContent = words;
  find("said").className = "said";
  setTimeout(() => (find("said").className = "unseen"), 6000);
}

async function renew() {
  try {
    const response = await fetch(page.urls.renew, { method: "POST" });
    const answer = await response.json();
    if (!response.ok) return say(answer.error.message);
    address.textContent = answer.community_url;
    find("made").hidden = false;
    say(t("community.made"));
  } catch {
    say(t("community.failed"));
  }
}

/** @param {string} id */
const chosen = (id) => Number(/** @type {HTMLSelectElement} */ (find(id)).value);

/** @param {string} url @param {object} values @param {string} saved  What is said then. */
async function post(url, values, saved) {
  try {
    const response = await postJson(url, values);
    say(response.ok ? saved : (await response.json()).error.message);
  } catch {
    say(t("community.failed"));
  }
}

/** @param {Event} event */
function keep(event) {
  event.preventDefault();
  const values = { wall_days: chosen("keep-wall"), attendance_days: chosen("keep-attendance") };
  post(page.urls.keep, values, t("community.keep.saved"));
}

const zoneInput = /** @type {HTMLInputElement} */ (find("zone"));
let zone = zoneInput.dataset.zone || "";

/** @param {Event} event */
function setZone(event) {
  event.preventDefault();
  post(page.urls.zone, { time_zone: zone }, t("community.zone.saved"));
}

async function copy() {
  if (!(await copyText(address.textContent || ""))) return say(t("community.not_copied"));
  find("copy").textContent = t("community.copied");
  setTimeout(() => (find("copy").textContent = t("community.copy")), 2000);
}

const typed = /** @type {HTMLInputElement} */ (find("theme-accent"));
const chooser = /** @type {HTMLInputElement} */ (find("theme-choose"));
const logo = /** @type {HTMLInputElement} */ (find("theme-logo"));
/** The largest file that is sent, in bytes; the server takes no larger one. */
const MAX_LOGO = 5 * 1024 * 1024;

/** Shows what becomes of the colour in the field, which only the server knows. */
async function look() {
  const accent = typed.value;
  try {
    const response = await fetch(`${page.urls.shades}?accent=${encodeURIComponent(accent)}`);
    if (!response.ok || accent !== typed.value) return;
    const found = await response.json();
    for (const ground of ["light", "dark"]) {
      const shown = /** @type {HTMLElement} */ (document.querySelector(`.look-${ground}`));
      for (const [name, color] of Object.entries(found[ground]))
        shown.style.setProperty(`--community-${name}`, `${color}`);
    }
    if (/^#[0-9a-f]{6}$/i.test(accent)) chooser.value = accent;
  } catch {
    // It is shown once it is saved.
  }
}

/** A file that is too large is not even sent. */
function checkLogo() {
  const isTooBig = Boolean(logo.files?.[0] && logo.files[0].size > MAX_LOGO);
  find("error").textContent = isTooBig ? logo.dataset.tooBig || "" : "";
  logo.setAttribute("aria-invalid", String(isTooBig));
  if (isTooBig) logo.value = "";
}

function showName() {
  const name = /** @type {HTMLInputElement} */ (find("theme-name")).value;
  document.querySelectorAll(".look-name").forEach((each) => {
    each.textContent = name;
  });
}

/** What is typed here is kept until it is saved. Each form belongs to one community, also on a page that refuses it. */
function keepForms() {
  const [lookKind, orderKind] = ["theme", "order"].map((kind) => `${kind} ${page.urls.keep}`);
  if (find("theme").querySelector("[role=status]")) {
    forgetForm(lookKind);
    // Loaded again, the page does not say again that it is saved.
    history.replaceState(null, "", location.pathname + location.hash);
  }
  const orders = document.getElementById("orders");
  const names = [...(orders?.querySelectorAll("li bdi") || [])].map((each) => each.textContent);
  if (names.includes((keptFields(orderKind).name || "").trim())) forgetForm(orderKind);
  keepForm(/** @type {HTMLFormElement} */ (find("theme").querySelector("form")), lookKind);
  const order = orders?.querySelector("form [name=name]")?.closest("form");
  if (order) keepForm(order, orderKind);
  showName();
  if (typed.value !== typed.defaultValue) look();
}

chooser.hidden = false;
chooser.value = /^#[0-9a-f]{6}$/i.test(typed.value) ? typed.value : "#0b6e69";
chooser.addEventListener("input", () => {
  typed.value = chooser.value;
  look();
});
typed.addEventListener("input", look);
logo.addEventListener("change", checkLogo);
find("theme-name").addEventListener("input", showName);
keepForms();
find("renew").hidden = false;
find("keeping").hidden = false;
find("keep").addEventListener("submit", keep);
offerZones(zoneInput, find("zone-list"), find("zone-name"), zone, (chosen) => (zone = chosen));
find("zones").hidden = false;
find("zone-form").addEventListener("submit", setZone);
find("make").addEventListener("click", renew);
find("copy").addEventListener("click", copy);
document.querySelectorAll(".bar").forEach((bar) => {
  const element = /** @type {HTMLElement} */ (bar);
  element.style.width = `${Number(element.dataset.n) * ONE_ANSWER}px`;
});
fillInTimes();
