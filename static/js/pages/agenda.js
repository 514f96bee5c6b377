// @ts-check
// The agenda of a meeting: the hour where the reader is, and the print button.
import { fillInHere } from "../ui/zone-fields.js";

const print = /** @type {HTMLButtonElement} */ (document.getElementById("print"));
print.hidden = false;
print.addEventListener("click", () => window.print());
fillInHere();
