// @ts-check
// What somebody adds right after their arrival is shown to others a little later. This line tells them so.
import { html } from "../../vendor/preact.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { hasSaved } from "./queries.js";

/** @param {{kind: SavedRecord["of"]}} props */
export function SavedNotice({ kind }) {
  return html`<div role="status">
    ${
      hasSaved(kind) &&
      html`<p class="row soft small-text saved-notice">
        <${Icon} name="check" /> <span class="grow">${t("wall.saved")}</span>
      </p>`
    }
  </div>`;
}
