// @ts-check
// A form of the report that takes a moment: says that it is being made, and then shows it or saves it.
import { page } from "../core/page-data.js";
import { t } from "../ui/words.js";

const said = /** @type {HTMLElement} */ (document.getElementById("said"));
const going = /** @type {HTMLElement} */ (document.getElementById("going"));
const file = /** @type {HTMLAnchorElement} */ (document.getElementById("file"));

/** The name that the server gives a file to save; what a browser shows has none here. @param {Response} response */
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
  // What a browser shows takes the place of this page, from where it came: there it can be loaded again, and be saved
  // under its name. A file is saved, and can be once more.
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
