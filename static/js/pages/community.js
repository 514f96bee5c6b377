// @ts-check
// The page of a community: times in the reader's own time zone, how long data is kept, and a new link if the old one is
// lost.
import { page } from "../core/page-data.js";
import { copyText } from "../ui/clipboard.js";
import { fillInTimes } from "../ui/dates.js";
import { t } from "../ui/words.js";

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

/** @param {Event} event */
async function keep(event) {
  event.preventDefault();
  const body = JSON.stringify({ wall_days: chosen("keep-wall"), attendance_days: chosen("keep-attendance") });
  try {
    const response = await fetch(page.urls.keep, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
    });
    say(response.ok ? t("community.keep.saved") : (await response.json()).error.message);
  } catch {
    say(t("community.failed"));
  }
}

async function copy() {
  if (!(await copyText(address.textContent || ""))) return say(t("community.not_copied"));
  find("copy").textContent = t("community.copied");
  setTimeout(() => (find("copy").textContent = t("community.copy")), 2000);
}

find("renew").hidden = false;
find("keeping").hidden = false;
find("keep").addEventListener("submit", keep);
find("make").addEventListener("click", renew);
find("copy").addEventListener("click", copy);
document.querySelectorAll(".bar").forEach((bar) => {
  const element = /** @type {HTMLElement} */ (bar);
  element.style.width = `${Number(element.dataset.n) * ONE_ANSWER}px`;
});
fillInTimes();
