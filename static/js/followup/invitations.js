// @ts-check
// Who should be here? Suggestions may name people, so only the chair and helpers read them; everyone sees how many.
import { html } from "../../vendor/preact.js";
import { send } from "../core/outbox.js";
import { all, one } from "../core/records.js";
import { useDraft } from "../drafts/use-draft.js";
import { Icon } from "../ui/icon.js";
import { Status } from "../ui/status.js";
import { TextBox } from "../ui/text-box.js";
import { showRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { SavedNotice } from "../wall/saved-notice.js";

export function Invitations() {
  const { text, write, submit, busy, error } = useDraft("invite.add", (words) => ({ text: words }));
  const count = one("invites")?.count || 0;
  const closed = one("meeting")?.state === "closed";
  const mine = all("suggested");
  if (closed && !mine.length) return null;
  const ready = Boolean(text.trim()) && !busy;
  /** @param {Event} event */
  const add = (event) => {
    event.preventDefault();
    submit();
  };
  return html`<section class="stack tight" aria-labelledby="invites-h">
    <h2 id="invites-h">${t("thread.invites.heading")}</h2>
    <p class="soft small-text" id="invites-about">${t("thread.invites.about")}</p>
    ${
      !closed &&
      html`<form class="row" onSubmit=${add}>
        <${TextBox}
          class="input grow"
          id="invite"
          dir="auto"
          limit=${120}
          aria-label=${t("thread.invites.text")}
          aria-describedby="invites-about"
          placeholder=${t("thread.invites.text")}
          value=${text}
          readonly=${busy}
          onText=${write}
        />
        <button class="button quiet" type="submit" aria-disabled=${ready ? undefined : "true"}>
          ${t("thread.invites.add")}
        </button>
      </form>`
    }
    ${error && html`<${Status} says="both" urgent class="error">${error}</>`}
    ${
      mine.length > 0 &&
      html`
        <p class="small-text soft">${t("thread.invites.mine")}</p>
        <ul class="row names">
          ${mine.map(
            (each) => html`<li key=${each.id} class="pill">
              <bdi>${each.text}</bdi>
              <button
                type="button"
                class="step-off"
                aria-label=${t("thread.invites.remove", { text: each.text })}
                onClick=${() => send("invite.remove", { invite: each.id }).then(showRefusal)}
              >
                <${Icon} name="x" />
              </button>
            </li>`,
          )}
        </ul>
      `
    }
    <${SavedNotice} kind="invite" />
    ${count > 0 && html`<p class="soft small-text num">${t("thread.invites.count", { n: count })}</p>`}
  </section>`;
}
