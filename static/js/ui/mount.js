// @ts-check
// What all live pages have in common: they connect, keep the screen awake while there is something to watch, and show a
// calm message if the server refuses them.
import { effect, html, render, signal, useErrorBoundary } from "../../vendor/preact.js";
import { connect, refusal, status, welcomed } from "../core/connection.js";
import { page } from "../core/page-data.js";
import { all, one } from "../core/records.js";
import { UnsentWords } from "../drafts/left-behind.js";
import { openTab } from "../drafts/tab-storage.js";
import { startAnnouncing } from "./announce.js";
import { endComposition } from "./composition.js";
import { catchLostFocus } from "./lost-focus.js";
import { followTranslations } from "./translated-page.js";
import { keepScreenAwake } from "./wake-lock.js";
import { hasWords, t } from "./words.js";

/** @typedef {(props: object) => unknown} Component */

/**
 * Starts a page.
 * @param {Component} view  The page's component; it is drawn after the first welcome, and the server's HTML stays until
 *   then.
 * @param {{awake?: boolean, after?: Promise<unknown>}} [options]  `awake`: keeps the screen awake even if there is nothing
 *   special to watch; `after`: what the page waits for before it is drawn.
 */
export function mountPage(view, { awake = false, after } = {}) {
  const root = /** @type {HTMLElement} */ (document.getElementById("app"));
  // Then the first paint stays, as if this script had not come either.
  if (!hasWords) return;
  connect();
  catchLostFocus();
  const isReady = signal(false);
  Promise.all([openTab(), after]).then(() => (isReady.value = true));
  effect(() => {
    const timer = one("timer");
    keepScreenAwake(awake || Boolean(timer?.running || all("scale").some((scale) => scale.state === "open")));
  });
  let drawn = false;
  effect(() => {
    if (drawn || !isReady.value || (!welcomed.value && status.value !== "ended")) return;
    drawn = true;
    // The box that is replaced now may be the one in which somebody types.
    endComposition({ refocus: false });
    root.textContent = "";
    followTranslations(root);
    startAnnouncing();
    render(html`<${PageFrame} view=${view} />`, root);
  });
}

function reloadButton() {
  return html`<button type="button" class="button" onClick=${() => window.location.reload()}>
    ${t("common.reload")}
  </button>`;
}

/** @param {{view: Component}} props */
function PageFrame({ view }) {
  const [failure] = useErrorBoundary((error) => console.error(error));
  if (failure) {
    // All text is in the outbox and the drafts; reloading the page brings it back.
    return html`<main class="page message">
      <h1 class="message-words">${t("common.broken")}</h1>
      <p>${reloadButton()}</p>
    </main>`;
  }
  if (status.value === "ended" && refusal.value) {
    const { code, message } = refusal.value;
    const words = t(code === "chair_moved_on" ? "common.carry_on" : "common.join_again");
    return html`<main class="page message">
      <h1 class="message-words">${message}</h1>
      <p>${code === "too_many_screens" ? reloadButton() : html`<a class="button" href=${page.urls.member}>${words}</a>`}</p>
      <${UnsentWords} />
    </main>`;
  }
  return html`<${view} />`;
}
