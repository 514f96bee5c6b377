// @ts-check
// Opening a meeting: sends the form, keeps the three links on this device and goes to the page that shows them.
import { page } from "../live/facts.js";
import { t } from "../ui/words.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("open"));
const error = /** @type {HTMLElement} */ (document.getElementById("error"));

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const data = new FormData(form);
  const text = (/** @type {string} */ name) => String(data.get(name) || "").trim();
  if (!text("title")) {
    error.textContent = t("home.open.no_title");
    form.querySelector("input")?.focus();
    return;
  }
  const starts = text("starts_at") ? new Date(text("starts_at")).getTime() : null;
  const body = { title: text("title"), community: text("community"), template: text("template"), starts_at: starts, video_url: text("video_url") || null };
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${text("key")}` };
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]"));
  button.disabled = true;
  error.textContent = "";
  try {
    const response = await fetch(page.urls.open, { method: "POST", headers, body: JSON.stringify(body) });
    const answer = await response.json();
    if (response.ok) {
      // Only hashes of these links are kept on the server, so this is the one time they are known.
      localStorage.setItem(`links.${answer.code}`, JSON.stringify(answer));
      window.location.href = `/m/${answer.code}/links`;
      return;
    }
    error.textContent = answer.error.message;
  } catch (failure) {
    error.textContent = t("common.status.offline");
  }
  button.disabled = false;
});
