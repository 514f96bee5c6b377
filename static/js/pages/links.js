// @ts-check
// The links of a meeting. The server stores only hashes of the chair's and the board's, so this page reads them from
// the device that opened the meeting, asks the server which of them still work, and can make new ones.
import { postJson } from "../core/http.js";
import { page } from "../core/page-data.js";
import { savedLinks, saveLinks } from "../core/saved-links.js";
import { forgetForm, keepForm } from "../drafts/page-form.js";
import { copyText } from "../ui/clipboard.js";
import { t } from "../ui/words.js";
import { fillInHere } from "../ui/zone-fields.js";

const said = /** @type {HTMLElement} */ (document.getElementById("said"));

/**
 * @param {string} url
 * @param {object} [body]
 * @returns {Promise<any>}  The answer as JSON; rejects if there is none.
 */
async function ask(url, body = {}) {
  const response = await postJson(url, body);
  if (!response.ok) throw new Error("refused");
  return response.json();
}

/** @param {string} words */
function say(words) {
  said.textContent = words;
  said.className = "said";
  setTimeout(() => (said.className = "unseen"), 6000);
}

/** @param {HTMLElement} button @param {string} url */
async function copy(button, url) {
  if (!(await copyText(url))) return say(t("links.not_copied"));
  said.textContent = t("links.copied");
  button.textContent = t("links.copied");
  setTimeout(() => (button.textContent = t("links.copy")), 2000);
}

/** Shows the links that work, and what to do about those that are not on this device. */
async function show() {
  const links = savedLinks(page.code);
  const { qr } = await ask(page.urls.living_links, links);
  for (const card of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-kind]"))) {
    const name = /** @type {"chair_url" | "board_url"} */ (`${card.dataset.kind}_url`);
    const find = (/** @type {string} */ selector) => /** @type {any} */ (card.querySelector(selector));
    const known = Boolean(qr[name]);
    find(".known").hidden = !known;
    find(".not-known").hidden = known;
    const renew = find(".renew");
    if (renew) renew.open = !known;
    if (!known) continue;
    find(".address").textContent = links[name];
    find(".qr").src = qr[name];
    const open = find("a.button");
    if (open) open.href = links[name];
  }
}

/** @param {string} kind  "chair" or "board". */
const savedUrl = (kind) => savedLinks(page.code)[kind === "chair" ? "chair_url" : "board_url"] || "";

/** @param {string} kind */
async function make(kind) {
  saveLinks(page.code, await ask(page.urls[`${kind}_link`], { keep: true }));
  await show();
  say(t(kind === "chair" ? "links.new_made" : "links.new_board"));
}

/** The community's link if this device has it; otherwise the form that makes one. */
function showTogether() {
  const card = document.getElementById("together");
  if (!card) return;
  const url = savedLinks(page.code).community_url || "";
  const link = /** @type {HTMLElement} */ (document.getElementById("together-link"));
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("together-form"));
  link.hidden = !url;
  /** @type {HTMLElement} */ (link.querySelector(".address")).textContent = url;
  if (form) form.hidden = Boolean(url);
}

const together = /** @type {HTMLFormElement | null} */ (document.getElementById("together-form"));
const togetherKind = `together ${page.code}`;
if (together) keepForm(together, togetherKind);
together?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const name = String(new FormData(together).get("name") || "");
  try {
    const made = await ask("/api/communities", { name, meeting: page.code });
    saveLinks(page.code, { community_url: made.community_url });
    forgetForm(togetherKind);
    showTogether();
  } catch {
    say(t("links.failed"));
  }
});
showTogether();

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest("button");
  if (!button) return;
  const kind = /** @type {HTMLElement | null} */ (button.closest("[data-kind]"))?.dataset.kind || "";
  if (button.id === "print") window.print();
  else if (button.dataset.copy) copy(button, button.dataset.copy);
  else if (button.dataset.do === "copy-community") copy(button, savedLinks(page.code).community_url || "");
  else if (button.dataset.do === "copy") copy(button, savedUrl(kind));
  else if (button.dataset.do === "new") make(kind).catch(() => say(t("links.failed")));
});

document.querySelectorAll("#print, [data-copy]").forEach((element) => element.removeAttribute("hidden"));
fillInHere();
show().catch(() => say(t("links.failed")));
