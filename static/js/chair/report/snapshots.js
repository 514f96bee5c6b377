// @ts-check
// The snapshots as pictures, newest first; those that still need a caption say so.
import { html, signal, useState } from "../../../vendor/preact.js";
import { page } from "../../core/page-data.js";
import { all } from "../../core/records.js";
import { formatTime } from "../../ui/dates.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";

const FEW_SNAPSHOTS = 4;

/** The snapshot whose dialog is open. */
export const openSnapshot = signal("");

/** The address of a snapshot's picture. @param {string} id */
export function snapshotUrl(id) {
  return `${page.urls.snapshots}${id}.svg`;
}

export function Snapshots() {
  const [more, setMore] = useState(false);
  const snapshots = all("snapshot").slice().reverse();
  const withoutCaption = snapshots.filter((snapshot) => !snapshot.caption).length;
  return html`
    <p class="soft small-text">
      ${t("chair.snapshots.count", { n: snapshots.length })}
      ${withoutCaption ? ` ${t("chair.snapshots.bare", { n: withoutCaption })}` : ""}
    </p>
    ${
      snapshots.length > 0 &&
      html`<ul class="snapshots">
        ${(more ? snapshots : snapshots.slice(0, FEW_SNAPSHOTS)).map(
          (snapshot) => html`<li key=${snapshot.id}>
            <button type="button" class="snapshot-row" onClick=${() => (openSnapshot.value = snapshot.id)}>
              <img src=${snapshotUrl(snapshot.id)} alt="" loading="lazy" width="160" height="100" />
              <b><bdi>${snapshot.title}</bdi></b>
              <small class=${snapshot.caption ? "soft" : "wants"}>
                <${Icon} name=${snapshot.caption ? "check" : "pencil"} /> ${formatTime(snapshot.taken_at)} · ${t(
                  snapshot.caption ? "chair.snapshots.has_caption" : "chair.snapshots.needs_caption",
                )}
              </small>
            </button>
          </li>`,
        )}
      </ul>`
    }
    ${
      snapshots.length > FEW_SNAPSHOTS &&
      html`<button type="button" class="button plain small" aria-expanded=${more} onClick=${() => setMore(!more)}>
        ${t(more ? "chair.snapshots.fewer" : "chair.snapshots.all", { n: snapshots.length })}
      </button>`
    }
  `;
}
