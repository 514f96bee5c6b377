// @ts-check
// Sending e-mail: copies the addresses, disables a button once it is pressed, and shows the status of each message as
// it changes. Without a script the page has to be reloaded for that.
import { forgetFormAt, keepForm } from "../drafts/page-form.js";
import { copyText } from "../ui/clipboard.js";
import { t } from "../ui/words.js";

const LOOK_MS = 3000;
const said = /** @type {HTMLElement} */ (document.getElementById("said"));
const addresses = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("addresses"));
const copy = document.getElementById("copy");

copy?.addEventListener("click", async () => {
  const done = await copyText(addresses?.value || "");
  said.textContent = t(done ? "send.copied" : "send.not_copied");
  said.className = done ? "unseen" : "said";
  if (!done) return addresses?.select();
  copy.textContent = t("send.copied");
  setTimeout(() => (copy.textContent = t("send.copy")), 2000);
});
if (copy) copy.hidden = false;

/** Where the page is at first; a test of the letter, and the progress of a mailing, have addresses below it. */
const base = location.pathname.split("/").slice(0, 4).join("/");
/** What this page sends: the letter of each kind is kept by itself. @param {Element | null} form */
const letter = (form) => base + (form?.querySelector("[name=kind]")?.getAttribute("value") || "");
const writing = /** @type {HTMLFormElement | null} */ (document.getElementById("subject")?.closest("form"));
if (writing) keepForm(writing, letter(writing));

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.action.endsWith("/now")) forgetFormAt(`${base}/${new FormData(form).get("key")}`, letter(form));
  if (!form.action.endsWith("/now") && !form.action.endsWith("/test")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
// When this page is restored from the browser's cache, its buttons work again.
window.addEventListener("pageshow", () =>
  document.querySelectorAll("form").forEach((form) => delete form.dataset.sent),
);

/** Replaces each part that has changed; a part with the focus stays as it is. @param {Document} fresh */
function takeOver(fresh) {
  for (const id of ["tally", "steer", "letters"]) {
    const [here, there] = [document.getElementById(id), fresh.getElementById(id)];
    if (!here || !there || here.innerHTML === there.innerHTML || here.contains(document.activeElement)) continue;
    here.replaceChildren(...there.childNodes);
  }
}

async function look() {
  try {
    const response = await fetch(location.href);
    if (!response.ok) return;
    const text = await response.text();
    // Without its head: the policy allows the style in it on its own page only.
    const fresh = new DOMParser().parseFromString(text.slice(text.indexOf("<main")), "text/html");
    takeOver(fresh);
    if (!fresh.querySelector("#progress[data-going]")) return;
  } catch {
    // The network is down for a moment: the next request tries again.
  }
  setTimeout(look, LOOK_MS);
}
if (document.querySelector("#progress[data-going]")) setTimeout(look, LOOK_MS);
