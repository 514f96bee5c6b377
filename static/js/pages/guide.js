// @ts-check
// The print button of the guide. Without a script the browser's own print command does the same.
const print = /** @type {HTMLButtonElement} */ (document.getElementById("print"));
print.hidden = false;
print.addEventListener("click", () => window.print());
