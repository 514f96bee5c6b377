// @ts-check
// The plane, on pages where few people ask for it: it is loaded when they do.
import { html } from "../../../vendor/preact.js";
import { lateView } from "../../ui/late.js";
import { t } from "../../ui/words.js";

export const LatePlane = lateView(
  () => import("./plane.js"),
  (module) => module.Plane,
  () => html`<p class="empty">${t("wall.plane.loading")}</p>`,
);
