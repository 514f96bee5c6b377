// @ts-check
// Sending: addresses are copied with one tap, a button that was pressed is not pressed twice, and what came of each
// letter is shown as it comes. Without a script all of it works by loading the page again.
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

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.action.endsWith("/now") && !form.action.endsWith("/test")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
// Who comes back to the page may press again.
window.addEventListener("pageshow", () =>
  document.querySelectorAll("form").forEach((form) => delete form.dataset.sent),
);

/** Takes over what is new, part by part; what has the focus stays as it is. @param {Document} fresh */
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
    // Not its head: the style in there is allowed on its own page only.
    const fresh = new DOMParser().parseFromString(text.slice(text.indexOf("<main")), "text/html");
    takeOver(fresh);
    if (!fresh.querySelector("#progress[data-going]")) return;
  } catch {
    // The network is away for a moment: the next look finds it again.
  }
  setTimeout(look, LOOK_MS);
}
if (document.querySelector("#progress[data-going]")) setTimeout(look, LOOK_MS);
