// @ts-check
// Joining without a step in the history, so that Back does not come back to this form. Without this script the form
// works as it is.
import { page } from "../live/facts.js";
import { t } from "../ui/words.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("join"));
const error = /** @type {HTMLElement} */ (document.getElementById("error"));

form.addEventListener("submit", async (event) => {
  const button = /** @type {HTMLButtonElement | null} */ (/** @type {any} */ (event).submitter);
  if (!button || !button.value) return;
  event.preventDefault();
  const name = /** @type {HTMLInputElement} */ (document.getElementById("name")).value;
  try {
    const response = await fetch(page.urls.join, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ place: button.value, name }),
    });
    if (response.ok) {
      window.location.replace(page.urls.member);
      return;
    }
    error.textContent = (await response.json()).error.message;
  } catch (failure) {
    error.textContent = t("common.status.offline");
  }
});
