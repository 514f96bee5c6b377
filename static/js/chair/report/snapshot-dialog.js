// @ts-check
// One snapshot, large, with its title and caption, which save themselves.
import { html } from "../../../vendor/preact.js";
import { all, get } from "../../core/records.js";
import { Dialog } from "../../ui/dialog.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { EraseText } from "../../wall/erase-text.js";
import { runCommand } from "../shell/commands.js";
import { ConfirmButton } from "../shell/confirm-button.js";
import { SnapshotCaption, SnapshotTitle } from "./report-fields.js";
import { openSnapshot, snapshotUrl } from "./snapshots.js";

export function SnapshotDialog() {
  const snapshot = get("snapshot", openSnapshot.value);
  if (!snapshot) return null;
  const close = () => (openSnapshot.value = "");
  const withoutCaption = all("snapshot").filter((each) => !each.caption && each.id !== snapshot.id);
  const following =
    withoutCaption.filter((each) => each.order < snapshot.order).pop() || withoutCaption[withoutCaption.length - 1];
  return html`<${Dialog} wide title=${snapshot.title} onClose=${close}>
    <div class="snapshot-large">
      <a href=${snapshotUrl(snapshot.id)} target="_blank">
        <img src=${snapshotUrl(snapshot.id)} alt=${t("chair.snapshots.picture", { title: snapshot.title })} />
      </a>
      <div class="stack">
        <${SnapshotCaption}
          key=${`${snapshot.id}c`}
          snapshot=${snapshot}
          rows=${5}
          hint=${t("chair.snapshots.caption_hint")}
        />
        <${SnapshotTitle} key=${`${snapshot.id}t`} snapshot=${snapshot} />
        <div class="row">
          <${EraseText}
            kind="snapshot"
            id=${snapshot.id}
            field="caption"
            words=${snapshot.caption}
            label=${t("chair.snapshots.caption")}
          />
          ${
            following &&
            html`<button type="button" class="button quiet small" onClick=${() => (openSnapshot.value = following.id)}>
              <span>${t("chair.snapshots.next")}</span> <${Icon} name="arrow-right" />
            </button>`
          }
          <${ConfirmButton}
            words="chair.remove"
            confirm="chair.snapshots.remove_sure"
            onConfirm=${async () => (await runCommand("snapshot.remove", { snapshot: snapshot.id })).ok && close()}
          />
        </div>
      </div>
    </div>
  </>`;
}
