// @ts-check
// One calm line: whoever wants to hear about the next meeting may say so on a page of its own.
import { html } from "../../vendor/preact.js";
import { page } from "../live/facts.js";
import { t } from "../ui/words.js";

export const InTouch = () =>
  html`<p class="in-touch">${t("member.in_touch.ask")} <a href=${page.urls.attendance}>${t("member.in_touch.link")}</a></p>`;
