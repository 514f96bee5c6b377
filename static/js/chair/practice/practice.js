// @ts-check
// Practice: a copy of this meeting with pretend people, which is deleted afterwards. The chair goes to its console, and
// back to their own when they have had enough.
import { html, signal } from "../../../vendor/preact.js";
import { page } from "../../core/page-data.js";
import { one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { answerTo } from "../shell/server-answer.js";

/** Whether the server has been asked and has not answered yet. */
const busy = signal(false);

/** Goes to the console that the server names. @param {"POST" | "DELETE"} method */
async function goTo(method) {
  if (busy.value) return;
  busy.value = true;
  const answer = await answerTo(fetch(page.urls.practice + window.location.search, { method }));
  if (answer) window.location.assign(answer.chair_url);
  else busy.value = false;
}

/** Begins to practise. */
export function PracticeButton() {
  return html`<button
    type="button"
    class="button quiet"
    aria-describedby="practice-about"
    aria-disabled=${busy.value ? "true" : undefined}
    onClick=${() => goTo("POST")}
  >
    <${Icon} name="users" /> ${t("practice.start")}
  </button>`;
}

/** Says that this is practice, and leads back. */
export function PracticeNotice() {
  if (!one("meeting")?.practice) return null;
  return html`<p class="chair-notice">
    <${Icon} name="users" /> <span class="grow">${t("practice.on")}</span>
    ${
      isChair() &&
      html`<button
        type="button"
        class="button quiet small"
        aria-disabled=${busy.value ? "true" : undefined}
        onClick=${() => goTo("DELETE")}
      >
        ${t("practice.end")}
      </button>`
    }
  </p>`;
}
