// @ts-check
// A link with which everyone can read the shared report. The server keeps only its hash, so the link itself is kept on
// the device that made it; another device of the chair can withdraw it or make a new one.
import { html, useEffect, useState } from "../../../vendor/preact.js";
import { postJson } from "../../core/http.js";
import { page } from "../../core/page-data.js";
import { savedLinks, saveLinks } from "../../core/saved-links.js";
import { Icon } from "../../ui/icon.js";
import { showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import { copyToClipboard } from "../links/make-links.js";
import { ConfirmButton } from "../shell/confirm-button.js";
import { answerTo } from "../shell/server-answer.js";

/** @typedef {{there: boolean, url: string, qr: string}} LinkState */
/** @type {LinkState} */
const NONE = { there: false, url: "", qr: "" };

/** Looks up whether there is a link, and whether this device has it. @returns {Promise<LinkState | null>} */
async function findLink() {
  const url = savedLinks(page.code).report_url || "";
  const answer = await answerTo(postJson(page.urls.living_links, { report_url: url }));
  const qr = answer?.qr.report_url || "";
  return answer && { there: answer.report, url: qr && url, qr };
}

export function SharedReportLink() {
  const [link, setLink] = useState(/** @type {LinkState | null} */ (null));
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    findLink().then(setLink);
  }, []);
  /** @param {() => Promise<void>} work */
  const whileBusy = async (work) => {
    setBusy(true);
    await work();
    setBusy(false);
  };
  const make = () =>
    whileBusy(async () => {
      const made = await answerTo(fetch(page.urls.report_link, { method: "POST" }));
      if (!made) return;
      saveLinks(page.code, { report_url: made.report_url });
      setLink({ there: true, url: made.report_url, qr: made.qr });
    });
  const withdraw = () =>
    whileBusy(async () => {
      if (!(await answerTo(fetch(page.urls.report_link, { method: "DELETE" })))) return;
      saveLinks(page.code, { report_url: "" });
      setLink(NONE);
      showToast(t("chair.report.link.withdrawn"));
    });
  const { there, url, qr } = link || NONE;
  if (!link) return null;
  return html`<div class="report-link" role="group" aria-label=${t("chair.report.link.heading")}>
    <p><strong>${t("chair.report.link.heading")}</strong></p>
    <p class="soft small-text">${t(there && !url ? "chair.report.link.elsewhere" : "chair.report.link.about")}</p>
    ${
      url &&
      html`
        <p class="address" dir="ltr">${url}</p>
        <details>
          <summary>${t("chair.report.link.qr")}</summary>
          <img class="qr" src=${qr} alt=${t("chair.report.link.qr_alt")} width="176" height="176" />
        </details>
      `
    }
    <div class="row">
      ${
        url
          ? html`<button type="button" class="button small" onClick=${() => copyToClipboard(url)}>
            <${Icon} name="copy" /> ${t("chair.link.copy")}
          </button>`
          : html`<button type="button" class="button quiet small" disabled=${busy} onClick=${make}>
            <${Icon} name="link" /> ${t(there ? "chair.report.link.make_new" : "chair.report.link.make")}
          </button>`
      }
      ${
        there &&
        html`<${ConfirmButton}
          words="chair.report.link.withdraw"
          confirm="chair.report.link.withdraw_sure"
          icon="x"
          onConfirm=${withdraw}
        />`
      }
    </div>
  </div>`;
}
