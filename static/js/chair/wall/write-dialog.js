// @ts-check
// The dialog in which the chair or a helper writes notes for people without a device.
import { html, signal } from "../../../vendor/preact.js";
import { get, one } from "../../core/records.js";
import { Dialog } from "../../ui/dialog.js";
import { t } from "../../ui/words.js";
import { Composer } from "../../wall/note/composer.js";

/** The zone that the chair writes in. */
export const writingInZone = signal("");

/** Writing a note for somebody without a device; the dialog stays open for the next note. */
export function WriteDialog() {
  const zone = get("zone", writingInZone.value);
  if (!zone || one("meeting")?.state === "closed") return null;
  return html`<${Dialog} title=${zone.title} onClose=${() => (writingInZone.value = "")}>
    ${zone.prompt && html`<p class="prompt" dir="auto">${zone.prompt}</p>`}
    <${Composer} key=${zone.id} zone=${zone} />
    <p class="soft small-text">${t("chair.wall.write_about")}</p>
  </>`;
}
