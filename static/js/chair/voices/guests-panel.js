// @ts-check
// Guests: people in the room without a device. The chair or a helper picks one and acts for them.
import { html, signal } from "../../../vendor/preact.js";
import { all, one } from "../../core/records.js";
import { Icon } from "../../ui/icon.js";
import { StillList } from "../../ui/still-list.js";
import { t } from "../../ui/words.js";
import { displayName } from "../../voices/queries.js";
import { ariaResting, runCommand } from "../shell/commands.js";
import { GuestDialog } from "./guest-dialog.js";

/** The guest whose dialog is open. */
const openGuest = signal("");

export function GuestsPanel() {
  if (one("meeting")?.state === "closed") return null;
  const guests = all("person").filter((person) => person.guest);
  const guest = guests.find((person) => person.id === openGuest.value);
  const add = async () => {
    const answer = await runCommand("guest.add");
    if (answer.ok) openGuest.value = answer.result.guest;
  };
  return html`<section class="panel" aria-labelledby="guests-h">
    <h2 id="guests-h">${t("voice.guest.heading")}</h2>
    ${!guests.length && html`<p class="soft small-text">${t("voice.guest.about")}</p>`}
    ${
      guests.length > 0 &&
      html`<${StillList}
        class="guest-list"
        items=${guests}
        open=${false}
        row=${(/** @type {PersonRecord} */ each, /** @type {object} */ attributes) =>
          html`<li ...${attributes}>
            <${Icon} name="armchair" />
            <span class="grow">
              <bdi>${displayName(each.id)}</bdi>
              ${each.name && html` <small class="soft">${each.marker}</small>`}
            </span>
            <button
              type="button"
              class="button quiet small"
              aria-label=${t("voice.guest.speak_label", { name: displayName(each.id) })}
              onClick=${() => (openGuest.value = each.id)}
            >
              ${t("voice.guest.speak")}
            </button>
          </li>`}
      />`
    }
    <button type="button" class="button quiet small" aria-disabled=${ariaResting("guest.add")} onClick=${add}>
      <${Icon} name="plus" /> ${t("voice.guest.add")}
    </button>
    ${guest && html`<${GuestDialog} key=${guest.id} guest=${guest} onClose=${() => (openGuest.value = "")} />`}
  </section>`;
}
