// @ts-check
// Who should be invited, as people suggested it: for the chair to copy into messages. Nobody else reads it.
import { html } from "../../../vendor/preact.js";
import { all } from "../../core/records.js";
import { Icon } from "../../ui/icon.js";
import { StillList } from "../../ui/still-list.js";
import { t } from "../../ui/words.js";
import { EraseText } from "../../wall/erase-text.js";
import { copyToClipboard } from "../links/make-links.js";
import { askFirst } from "../shell/ask-first.js";

export function InvitationsPanel() {
  const invites = all("invite");
  if (!invites.length) return null;
  return html`<section class="stack tight" aria-labelledby="invites-h">
    <div class="row apart">
      <h3 id="invites-h">${t("thread.invites.heading")}</h3>
      <button
        type="button"
        class="button plain small"
        onClick=${() => copyToClipboard(invites.map((each) => each.text).join("\n"))}
      >
        <${Icon} name="copy" /> ${t("chair.invites.copy")}
      </button>
    </div>
    <p class="soft small-text">${t("chair.invites.about")}</p>
    <${StillList}
      class="stack tight"
      items=${invites}
      open=${false}
      row=${(/** @type {InviteRecord} */ each, /** @type {object} */ attributes) =>
        html`<li ...${attributes} class="invite-row">
          <bdi class="grow">${each.text}</bdi>
          <button
            type="button"
            class="step-off"
            aria-label=${t("chair.invites.remove", { text: each.text })}
            onClick=${() => askFirst("invite.remove", { invite: each.id }, t("chair.remove"))}
          >
            <${Icon} name="x" />
          </button>
          <${EraseText} kind="invite" id=${each.id} words=${each.text} label=${each.text} />
        </li>`}
    />
  </section>`;
}
