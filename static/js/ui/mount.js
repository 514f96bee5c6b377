// @ts-check
// What every live page has in common: it is connected, keeps the screen awake while there is something to watch, and
// shows a calm page when the server says no.
import { effect, html, render, useErrorBoundary } from "../../vendor/preact.js";
import { connect, refusal, status, welcomed } from "../core/connection.js";
import { page } from "../core/page-data.js";
import { all, one } from "../core/records.js";
import { keepScreenAwake } from "./wake-lock.js";
import { t } from "./words.js";

/**
 * Brings a page to life.
 * @param {any} view  The page's component; it is drawn once the first welcome is there, so that the first paint stays until then.
 * @param {{awake?: boolean}} [wish]  `awake`: keeps the screen awake also while there is nothing special to watch.
 */
export function mountPage(view, { awake = false } = {}) {
  const root = /** @type {HTMLElement} */ (document.getElementById("app"));
  connect();
  effect(() => {
    const timer = one("timer");
    keepScreenAwake(awake || Boolean(timer?.running || all("scale").some((scale) => scale.state === "open")));
  });
  let drawn = false;
  effect(() => {
    if (drawn || (!welcomed.value && status.value !== "ended")) return;
    drawn = true;
    root.textContent = "";
    render(html`<${PageFrame} view=${view} />`, root);
  });
}

/** @param {{view: any}} props */
function PageFrame({ view }) {
  const [fault] = useErrorBoundary((/** @type {any} */ error) => console.error(error));
  if (fault) {
    // Whatever was written is in the outbox and the drafts; loading the page again brings it all back.
    return html`<main class="message center">
      <h1 class="message-words">${t("common.broken")}</h1>
      <p>
        <button type="button" class="button" onClick=${() => window.location.reload()}>${t("common.reload")}</button>
      </p>
    </main>`;
  }
  if (status.value === "ended" && refusal.value) {
    const moved = refusal.value.code === "chair_moved_on";
    return html`<main class="message center">
      <h1 class="message-words">${refusal.value.message}</h1>
      <p><a class="button" href=${page.urls.member}>${t(moved ? "common.carry_on" : "common.join_again")}</a></p>
    </main>`;
  }
  return html`<${view} />`;
}
