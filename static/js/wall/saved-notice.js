// @ts-check
// What somebody adds right after their arrival is shown to others a little later. This line tells them so.
import { html } from "../../vendor/preact.js";
import { Icon } from "../ui/icon.js";
import { Status } from "../ui/status.js";
import { t } from "../ui/words.js";
import { hasSaved } from "./queries.js";

/** @param {{kind: SavedRecord["of"]}} props */
export function SavedNotice({ kind }) {
  return html`<${Status} as="div">
    ${
      hasSaved(kind) &&
      html`<p class="row soft small-text saved-notice">
        <${Icon} name="check" /> <span class="grow">${t("wall.saved")}</span>
      </p>`
    }
  </>`;
}
