// @ts-check
// The agenda of a meeting: the hour where the reader is, and the print button.
import { hereWords } from "../ui/zone-fields.js";

const print = /** @type {HTMLButtonElement} */ (document.getElementById("print"));
print.hidden = false;
print.addEventListener("click", () => window.print());

for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-at]"))) {
  // A meeting without a zone has that of its server, which its times name.
  const words = element.dataset.zone ? hereWords(Number(element.dataset.at), element.dataset.zone) : "";
  element.textContent = words;
  element.hidden = !words;
}
