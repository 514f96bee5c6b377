// @ts-check
import { html } from "../../../vendor/preact.js";
import { Icon } from "../../ui/icon.js";
import { say } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import { steer } from "../shell/commands.js";

/** One tap keeps the wall, the scale and the agenda as they are; words can follow at any time. */
export function SnapshotButton() {
  const take = async () => {
    if ((await steer("snapshot.take")).ok) say(t("chair.snapshots.taken"));
  };
  return html`<button type="button" class="button tint small" onClick=${take}><${Icon} name="camera" /> ${t("chair.snapshots.take")}</button>`;
}
