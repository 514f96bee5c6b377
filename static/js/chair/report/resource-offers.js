// @ts-check
// What people offer as useful. The chair or a helper takes each over into the list that everyone sees, or removes it.
import { html } from "../../../vendor/preact.js";
import { all } from "../../core/records.js";
import { Resource } from "../../resources/resources.js";
import { Icon } from "../../ui/icon.js";
import { StillList } from "../../ui/still-list.js";
import { t } from "../../ui/words.js";
import { EraseText } from "../../wall/erase-text.js";
import { askFirst } from "../shell/ask-first.js";
import { commandHandler } from "../shell/commands.js";

/** @param {{id: string}} props  `id`: of its heading; the list may be on the screen twice. */
export function ResourceOffers({ id }) {
  const offers = all("resource_offer");
  if (!offers.length) return null;
  return html`<section class="stack tight" aria-labelledby=${id}>
    <h3 id=${id}>${t("chair.offers.heading")} <span class="soft num">${offers.length}</span></h3>
    <p class="soft small-text">${t("chair.offers.about")}</p>
    <${StillList}
      class="stack tight resources"
      items=${offers}
      open=${false}
      row=${(/** @type {ResourceOfferRecord} */ each, /** @type {object} */ attributes) =>
        html`<li ...${attributes} class="card stack tight">
          <div><${Resource} each=${each} /></div>
          <div class="row">
            <button
              type="button"
              class="button small"
              aria-label=${t("chair.offers.take_label", { text: each.title })}
              onClick=${commandHandler("resource.take", { resource: each.id })}
            >
              <${Icon} name="check" /> ${t("chair.offers.take")}
            </button>
            <button
              type="button"
              class="button quiet small"
              aria-label=${t("chair.offers.remove_label", { text: each.title })}
              onClick=${() => askFirst("resource.remove", { resource: each.id }, t("chair.remove"))}
            >
              ${t("chair.remove")}
            </button>
            <${EraseText} kind="resource_offer" id=${each.id} words=${each.title} label=${each.title} />
          </div>
        </li>`}
    />
  </section>`;
}
