// @ts-check
// What only a wide screen shows is loaded only there. Until it has come, a screen that has become wide keeps the layout
// of a phone, in which nothing is missing.
import { signal } from "../../vendor/preact.js";
import { page } from "../core/page-data.js";
import { late, loadStyle } from "../ui/late.js";

/** @typedef {typeof import("./wide.js")} WideParts */

/** After this the page is drawn in any case. */
const LONGEST_MS = 3000;

const query = window.matchMedia("(min-width: 56.25em)");
const isWide = signal(query.matches);
const script = () => import("./wide.js");
const parts = late(async () => (await Promise.all([script(), loadStyle(page.urls.wide_style)]))[0]);

/** The wide layout, where there is room for it. */
export const wideParts = () => (isWide.value ? parts.module() : null);

/** Resolves as soon as the page has the layout that it begins with: that of a phone where the wide one is long in coming. */
export const layout = isWide.peek()
  ? Promise.race([parts.need(), new Promise((resolve) => setTimeout(resolve, LONGEST_MS))])
  : Promise.resolve();

query.addEventListener("change", () => {
  isWide.value = query.matches;
  if (query.matches) parts.need();
});
