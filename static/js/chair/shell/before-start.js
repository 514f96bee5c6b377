// @ts-check
// Before the start: what to do, in order, and the one large button.
import { html } from "../../../vendor/preact.js";
import { when } from "../../agenda/start-time.js";
import { spokenCode } from "../../core/join-code.js";
import { page } from "../../core/page-data.js";
import { one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { openBoard } from "../links/make-links.js";
import { PracticeButton } from "../practice/practice.js";
import { commandHandler } from "./commands.js";
import { openDialog, orderShown, toggleOrder } from "./screen-state.js";

export function BeforeStart() {
  if (one("meeting")?.state !== "waiting") return null;
  if (one("meeting")?.cancelled) return html`<${CalledOff} />`;
  const chair = isChair();
  return html`<section class="chair-card" aria-labelledby="waiting-h">
    <h2 id="waiting-h">${t("chair.waiting.heading")}</h2>
    <ol class="steps">
      <li>
        <div><b>${t("chair.waiting.when")}</b><${WhenAndWhere} /></div>
        ${
          chair &&
          html`<button type="button" class="button quiet small" onClick=${() => (openDialog.value = "details")}>
            <${Icon} name="pencil" /> ${t("chair.waiting.set_when")}
          </button>`
        }
      </li>
      <li>
        <div><b>${t("chair.waiting.board")}</b><p class="soft">${t("chair.waiting.board_about")}</p></div>
        ${
          chair &&
          html`<button type="button" class="button quiet small" onClick=${openBoard}>
            <${Icon} name="monitor" /> ${t("chair.board.open")}
          </button>`
        }
      </li>
      ${
        chair &&
        html`<li>
          <div><b>${t("chair.waiting.invite")}</b><p class="soft">${t("chair.waiting.invite_about")}</p></div>
          <a
            class="button quiet small"
            href=${`${page.urls.send}?what=invitation`}
            target="_blank"
          >
            ${t("chair.waiting.invite_button")}
          </a>
        </li>`
      }
      <li>
        <div>
          <b>${t("chair.waiting.join")}</b>
          <p class="soft">
            ${t("chair.waiting.join_about", { url: page.short_url })} <b class="code" dir="ltr" translate=${false}>
              ${spokenCode()}
            </b>
          </p>
        </div>
        ${
          chair &&
          html`<a class="button quiet small" href=${page.urls.links} target="_blank">
            <${Icon} name="qr-code" /> ${t("chair.safe.links")}
          </a>`
        }
      </li>
      <li>
        <div><b>${t("chair.waiting.order")}</b><p class="soft">${t("chair.waiting.order_about")}</p></div>
        ${
          !orderShown.value &&
          html`<button type="button" class="button quiet small" onClick=${toggleOrder}>
            <${Icon} name="list" /> ${t("chair.order.heading")}
          </button>`
        }
        <a class="button plain small" href=${page.urls.agenda} target="_blank">${t("chair.waiting.agenda_page")}</a>
      </li>
      <li>
        <div><b>${t("chair.waiting.recording")}</b><p class="soft"><bdi>${one("meeting")?.recording}</bdi></p></div>
        ${
          chair &&
          html`<button type="button" class="button quiet small" onClick=${() => (openDialog.value = "recording")}>
            <${Icon} name="pencil" /> ${t("chair.waiting.agree")}
          </button>`
        }
      </li>
    </ol>
    ${
      chair &&
      !one("meeting")?.practice &&
      html`<div class="before-practice">
        <${PracticeButton} />
        <p id="practice-about" class="soft small-text">${t("practice.about")}</p>
      </div>`
    }
    <p class="start-about"><a class="button plain small" href="/guide" target="_blank">${t("chair.safe.guide")}</a></p>
  </section>`;
}

/** Instead of what there is to do before a start: telling people that there is none, and taking that back. */
function CalledOff() {
  return html`<section class="chair-card stack" aria-labelledby="waiting-h">
    <h2 id="waiting-h">${t("agenda.cancelled")}</h2>
    <div><${WhenAndWhere} /></div>
    ${
      isChair() &&
      html`<div class="row">
        ${
          one("meeting")?.starts_at &&
          html`<a class="button quiet small" href=${`${page.urls.send}?what=cancellation`} target="_blank">
            ${t("chair.waiting.tell")}
          </a>`
        }
        <${CallOffButton} />
      </div>`
    }
  </section>`;
}

/** When and where the meeting is, as far as that is known. */
function WhenAndWhere() {
  const meeting = one("meeting");
  if (!meeting) return null;
  return html`
    <p class="soft">${meeting.starts_at ? when(meeting.starts_at) : t("chair.waiting.no_date")}</p>
    ${meeting.venue && html`<p class="soft"><bdi>${meeting.venue}</bdi></p>`}
  `;
}

/** Calls the meeting off, or takes that back. */
export function CallOffButton() {
  const cancelled = one("meeting")?.cancelled;
  return html`<button
    type="button"
    class="button quiet small"
    onClick=${commandHandler(cancelled ? "meeting.restore" : "meeting.cancel")}
  >
    ${t(cancelled ? "chair.details.restore" : "chair.details.cancel")}
  </button>`;
}
