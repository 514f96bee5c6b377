// @ts-check
// Before the start and after the close.
import { html } from "../../../vendor/preact.js";
import { all, one } from "../../core/records.js";
import { t } from "../../ui/words.js";
import { placesWords } from "../../voices/queries.js";
import { WriteReport } from "../report/report-panel.js";

export function waitingNow() {
  const cancelled = one("meeting")?.cancelled;
  const first = !cancelled && all("section")[0];
  return {
    name: t(cancelled ? "agenda.called_off" : "chair.waiting.heading"),
    icon: "door-open",
    title: html`<span class="num">${placesWords()}</span>`,
    facts: first && html`<p>${t("chair.waiting.first", { title: first.title, n: first.minutes })}</p>`,
  };
}

export function closedNow() {
  const withoutCaption = all("snapshot").filter((snapshot) => !snapshot.caption).length;
  return {
    name: t("chair.now.closed"),
    icon: "flag",
    title: withoutCaption > 0 ? t("chair.after.bare", { n: withoutCaption }) : t("chair.now.report_ready"),
    first: html`<${WriteReport} first />`,
  };
}
