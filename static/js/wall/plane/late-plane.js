// @ts-check
// The plane, on pages where few people ask for it: it is loaded when they do.
import { html, useEffect } from "../../../vendor/preact.js";
import { late } from "../../ui/late.js";
import { t } from "../../ui/words.js";

const plane = late(() => import("./plane.js"));

/** @param {Parameters<typeof import("./plane.js").Plane>[0]} props */
export function LatePlane(props) {
  useEffect(() => {
    plane.need();
  }, []);
  const there = plane.module();
  return there
    ? html`<${there.Plane} ...${props} />`
    : html`<p class="empty" role="status">${t("wall.plane.loading")}</p>`;
}
