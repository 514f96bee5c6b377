// @ts-check
// What every live page has in common: it is connected, keeps the screen awake while there is something to watch, and
// shows a calm page when the server says no.
import { effect, html, render } from "../../vendor/preact.js";
import { connect, refusal, status, welcomed } from "../live/connection.js";
import { page } from "../live/facts.js";
import { all, one } from "../live/records.js";
import { stayAwake } from "./awake.js";
import { Toast } from "./toast.js";
import { t } from "./words.js";

/**
 * Brings a page to life.
 * @param {any} view  The page's component; it is drawn once the first welcome is there, so that the first paint stays until then.
 */
export function bringToLife(view) {
  const root = /** @type {HTMLElement} */ (document.getElementById("app"));
  connect();
  effect(() => {
    const timer = one("timer");
    stayAwake(Boolean((timer && timer.running) || all("scale").some((scale) => scale.state === "open")));
  });
  let drawn = false;
  effect(() => {
    if (drawn || (!welcomed.value && status.value !== "ended")) return;
    drawn = true;
    root.textContent = "";
    render(html`<${Stage} view=${view} />`, root);
  });
}

/** @param {{view: any}} props */
function Stage({ view }) {
  if (status.value === "ended" && refusal.value) {
    const moved = refusal.value.code === "chair_moved_on";
    return html`<main class="message center">
      <h1 class="message-words">${refusal.value.message}</h1>
      <p><a class="button" href=${page.urls.member}>${t(moved ? "common.carry_on" : "common.join_again")}</a></p>
    </main>`;
  }
  return html`<${view} /><${Toast} />`;
}
