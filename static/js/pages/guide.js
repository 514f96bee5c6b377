// @ts-check
// The guide prints; a browser without a script prints it with its own button.
const print = /** @type {HTMLButtonElement} */ (document.getElementById("print"));
print.hidden = false;
print.addEventListener("click", () => window.print());
