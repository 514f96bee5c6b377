// @ts-check
// One calm line: whoever wants to hear about the next meeting may say so on a page of its own. After the close it stands
// with the thanks, and nowhere else.
import { html } from "../../vendor/preact.js";
import { page } from "../core/page-data.js";
import { one } from "../core/records.js";
import { t } from "../ui/words.js";

/** @param {{thanks?: boolean}} props */
export const InTouch = ({ thanks = false }) =>
  (one("meeting")?.state === "closed") === thanks &&
  html`<p class="in-touch">${t("member.in_touch.ask")} <a href=${page.urls.attendance}>${t("member.in_touch.link")}</a></p>`;
