// @ts-check
// The plane, on pages where few people ask for it: it is loaded when they do, with its style.
import { html } from "../../../vendor/preact.js";
import { page } from "../../core/page-data.js";
import { lateView, loadStyle } from "../../ui/late.js";
import { t } from "../../ui/words.js";

const script = () => import("./plane.js");

export const LatePlane = lateView(
  async () => (await Promise.all([script(), loadStyle(page.urls.plane_style)]))[0],
  (module) => module.Plane,
  () => html`<p class="empty">${t("wall.plane.loading")}</p>`,
);
