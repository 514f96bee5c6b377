// @ts-check
// The links of a meeting. The server keeps only their hashes; this device kept them when the meeting was opened.
import { page } from "../live/facts.js";
import { t } from "../ui/words.js";

const key = `links.${page.code}`;
/** @type {Object<string, string>} */
const links = JSON.parse(localStorage.getItem(key) || "{}");
const said = /** @type {HTMLElement} */ (document.getElementById("said"));

/** @param {string} selector */
const find = (selector) => /** @type {any} */ (document.querySelector(selector));

/** @param {string} url */
async function copy(url) {
  try {
    await navigator.clipboard.writeText(url);
    said.textContent = t("links.copied");
  } catch (error) {
    said.textContent = t("links.not_copied");
  }
}

function show() {
  for (const kind of ["board", "chair"]) {
    const url = links[`${kind}_url`];
    const address = find(`[data-address=${kind}]`);
    address.hidden = !url && kind === "board";
    address.textContent = url || t("links.chair.elsewhere");
    find(`[data-copy-of=${kind}]`).hidden = !url;
    find(`[data-new=${kind}]`).hidden = Boolean(url) || kind === "chair";
    const open = find(`[data-open=${kind}]`);
    if (open) {
      open.hidden = !url;
      if (url) open.href = url;
    }
  }
}

document.addEventListener("click", async (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest("button");
  if (!button) return;
  const { copy: url, copyOf, new: kind } = button.dataset;
  if (button.id === "print") window.print();
  else if (url) copy(url);
  else if (copyOf) copy(links[`${copyOf}_url`]);
  else if (kind) {
    const response = await fetch(page.urls[`${kind}_link`], { method: "POST" });
    if (!response.ok) {
      said.textContent = t("links.failed");
      return;
    }
    Object.assign(links, await response.json());
    localStorage.setItem(key, JSON.stringify(links));
    said.textContent = t("links.new_made");
    show();
  }
});

show();
