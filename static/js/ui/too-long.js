// @ts-check
// Texts that are too long. No box cuts what is typed or pasted: it says how many characters are too many.
import { t } from "./words.js";

/**
 * How many characters of a text are too many, in words; "" if none are. Counted as the server counts them.
 * @param {string} text @param {number} limit
 */
export function tooLong(text, limit) {
  const n = Array.from(text.normalize("NFC").trim()).length - limit;
  return n > 0 ? t("common.too_long", { n }) : "";
}

/** Watches the boxes of a plain page's form that have a limit. @param {HTMLFormElement} form */
export function watchLengths(form) {
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[data-limit]"))) {
    const said = document.createElement("p");
    said.className = "error small-text";
    said.setAttribute("role", "status");
    box.after(said);
    const look = () => {
      said.textContent = tooLong(box.value, Number(box.dataset.limit));
      box.setCustomValidity(said.textContent);
      box.toggleAttribute("aria-invalid", said.textContent !== "");
    };
    box.addEventListener("input", look);
    look();
  }
}
