// @ts-check
// A file of the report that takes a moment to make: says that it is being made, then shows it or saves it.
import { page } from "../core/page-data.js";
import { t } from "../ui/words.js";

const said = /** @type {HTMLElement} */ (document.getElementById("said"));
const going = /** @type {HTMLElement} */ (document.getElementById("going"));
const file = /** @type {HTMLAnchorElement} */ (document.getElementById("file"));

/** The name of a file to save; "" for one that the browser shows. @param {Response} response */
function nameOf(response) {
  const carried = response.headers.get("Content-Disposition") || "";
  if (!carried.startsWith("attachment")) return "";
  const coded = /filename\*=UTF-8''([^;]+)/.exec(carried);
  if (coded) return decodeURIComponent(coded[1]);
  const plain = /filename="?([^";]+)/.exec(carried);
  return plain ? plain[1] : "";
}

async function make() {
  const response = await fetch(page.urls.there);
  if (!response.ok) throw new Error(String(response.status));
  const name = nameOf(response);
  const blob = await response.blob();
  // A file that the browser shows replaces this page, at its own address: there it can be reloaded and saved under its
  // name. Any other file is saved, and the link saves it again.
  if (!name) return window.location.replace(page.urls.there);
  file.href = URL.createObjectURL(blob);
  file.download = name;
  file.hidden = false;
  file.click();
  said.textContent = t("web.making.done");
  return undefined;
}

make()
  .catch(() => {
    said.textContent = t("web.making.failed");
    file.href = page.urls.again;
    file.textContent = t("web.again");
    file.hidden = false;
  })
  .finally(() => (going.hidden = true));
