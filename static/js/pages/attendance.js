// @ts-check
// A person's own link: to copy, or to share with themselves. Everything else on the page works without a script.
import { copyText } from "../ui/clipboard.js";
import { t } from "../ui/words.js";

const address = document.getElementById("own-link")?.textContent || "";
const copy = document.getElementById("copy");
const share = document.getElementById("share");
const said = /** @type {HTMLElement} */ (document.getElementById("said"));

copy?.addEventListener("click", async () => {
  const done = await copyText(address);
  said.textContent = t(done ? "attendance.own.copied" : "attendance.own.not_copied");
  said.className = done ? "unseen" : "said";
  if (!done) return;
  copy.textContent = t("attendance.own.copied");
  setTimeout(() => (copy.textContent = t("attendance.own.copy")), 2000);
});

share?.addEventListener("click", () => {
  // Somebody who closes the share sheet knows that nothing was sent.
  navigator.share({ title: t("attendance.own.heading"), url: address }).catch(() => undefined);
});

if (copy) copy.hidden = false;
if (share && "share" in navigator) share.hidden = false;
