// @ts-check
// A link with which everyone can read the shared report. The server keeps only its hash, so the device that made it keeps
// it; another device of the chair can withdraw it or make a new one.
import { html, useEffect, useState } from "../../../vendor/preact.js";
import { page } from "../../core/page-data.js";
import { savedLinks, saveLinks } from "../../core/saved-links.js";
import { Icon } from "../../ui/icon.js";
import { showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import { copyToClipboard } from "../links/make-links.js";
import { ConfirmButton } from "../shell/confirm-button.js";

/** @typedef {{there: boolean, url: string, qr: string}} Known */
/** @type {Known} */
const NONE = { there: false, url: "", qr: "" };

/**
 * @param {string} url
 * @param {RequestInit} how
 * @returns {Promise<any>}  The answer; null where there is none, and then it has been said why.
 */
async function ask(url, how) {
  try {
    const response = await fetch(url, how);
    const answer = await response.json();
    if (response.ok) return answer;
    showToast(answer.error.message);
  } catch {
    showToast(t("common.status.offline"));
  }
  return null;
}

/** What there is of a link. @returns {Promise<Known | null>} */
async function find() {
  const url = savedLinks(page.code).report_url || "";
  const body = JSON.stringify({ report_url: url });
  const answer = await ask(page.urls.living_links, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body,
  });
  const qr = answer?.qr.report_url || "";
  return answer && { there: answer.report, url: qr && url, qr };
}

export function SharedReportLink() {
  const [known, setKnown] = useState(/** @type {Known | null} */ (null));
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    find().then(setKnown);
  }, []);
  /** @param {() => Promise<void>} work */
  const doing = async (work) => {
    setBusy(true);
    await work();
    setBusy(false);
  };
  const make = () =>
    doing(async () => {
      const made = await ask(page.urls.report_link, { method: "POST" });
      if (!made) return;
      saveLinks(page.code, { report_url: made.report_url });
      setKnown({ there: true, url: made.report_url, qr: made.qr });
    });
  const withdraw = () =>
    doing(async () => {
      if (!(await ask(page.urls.report_link, { method: "DELETE" }))) return;
      saveLinks(page.code, { report_url: "" });
      setKnown(NONE);
      showToast(t("chair.report.link.withdrawn"));
    });
  const { there, url, qr } = known || NONE;
  if (!known) return null;
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
          words=${t("chair.report.link.withdraw")}
          confirm=${t("chair.report.link.withdraw_sure")}
          icon="x"
          onConfirm=${withdraw}
        />`
      }
    </div>
  </div>`;
}
