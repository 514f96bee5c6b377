// @ts-check
// The snapshots as the report will show them: in their order, each with its caption, whole or cropped to some zones, or
// left out.
import { html } from "../../../vendor/preact.js";
import { all, get } from "../../core/records.js";
import { formatTime } from "../../ui/dates.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { commandHandler, runCommand } from "../shell/commands.js";
import { SortableList } from "../shell/sortable-list.js";
import { quoteTarget } from "./quote-from-wall.js";
import { SnapshotCaption, SnapshotTitle } from "./report-fields.js";
import { snapshotUrl } from "./snapshots.js";

export function ReportPictures() {
  const snapshots = all("snapshot");
  return html`<section class="stack tight" aria-labelledby="pictures-h">
    <h3 id="pictures-h">
      ${t("chair.drawer.pictures")} ${snapshots.length > 0 && html`<span class="soft num">${snapshots.length}</span>`}
    </h3>
    <p class="soft small-text">${t(snapshots.length ? "chair.drawer.pictures_about" : "chair.drawer.no_pictures")}</p>
    <${SortableList}
      kind="snapshot"
      rows=${snapshots}
      named=${(/** @type {SnapshotRecord} */ row) => row.title}
      label=${t("chair.drawer.pictures")}
    >
      ${(/** @type {SnapshotRecord} */ row) =>
        row.left_out ? html`<${LeftOutPicture} snapshot=${row} />` : html`<${Picture} snapshot=${row} />`}
    </>
  </section>`;
}

/** @param {{snapshot: SnapshotRecord}} props */
function Picture({ snapshot }) {
  const parts = [snapshot.crop, snapshot.scale_crop].map((ids) => (ids ? ids.join() : "all")).join(";");
  // The address changes with the parts, so that the browser asks for the picture again.
  const shown = `${snapshotUrl(snapshot.id)}?parts=${parts}`;
  return html`
    <a class="report-picture" href=${shown} target="_blank">
      <img src=${shown} alt=${t("chair.snapshots.picture", { title: snapshot.title })} loading="lazy" />
    </a>
    <${SnapshotTitle} snapshot=${snapshot} />
    <${SnapshotCaption} snapshot=${snapshot} rows=${2} onFocus=${quoteTarget(snapshot.title)} />
    <${Crop} snapshot=${snapshot} />
    <div class="row apart">
      <span class="soft small-text num">${formatTime(snapshot.taken_at)}</span>
      <button
        type="button"
        class="button quiet small"
        aria-label=${t("chair.drawer.leave_out_label", { title: snapshot.title })}
        onClick=${commandHandler("snapshot.edit", { snapshot: snapshot.id, left_out: true })}
      >
        <${Icon} name="eye-off" /> ${t("chair.drawer.leave_out")}
      </button>
    </div>
  `;
}

/** @param {{snapshot: SnapshotRecord}} props */
function LeftOutPicture({ snapshot }) {
  return html`<div class="row apart report-left-out">
    <span>
      <b><bdi>${snapshot.title}</bdi></b> <span class="soft small-text num">
        ${formatTime(snapshot.taken_at)} · ${t("chair.drawer.is_left_out")}
      </span>
    </span>
    <button
      type="button"
      class="button quiet small"
      aria-label=${t("chair.drawer.put_back_label", { title: snapshot.title })}
      onClick=${commandHandler("snapshot.edit", { snapshot: snapshot.id, left_out: false })}
    >
      <${Icon} name="rotate-ccw" /> ${t("chair.drawer.put_back")}
    </button>
  </div>`;
}

/** Which zones and scales the picture shows. @param {{snapshot: SnapshotRecord}} props */
function Crop({ snapshot }) {
  const { zones, scales } = snapshot;
  if (zones.length < 2 && !scales.length) return null;
  const shownZones = snapshot.crop || zones;
  const shownScales = snapshot.scale_crop || scales;
  /** @param {string[]} shown @param {string} id */
  const flipped = (shown, id) => (shown.indexOf(id) >= 0 ? shown.filter((each) => each !== id) : shown.concat(id));
  /** @param {"crop" | "scale_crop"} field @param {string[]} all @param {string[]} chosen */
  const save = (field, all, chosen) =>
    runCommand("snapshot.edit", { snapshot: snapshot.id, [field]: chosen.length === all.length ? null : chosen });
  const n = shownZones.length + shownScales.length;
  const m = zones.length + scales.length;
  return html`<details class="report-crop">
    <summary>${t(n < m ? "chair.drawer.crop_some" : "chair.drawer.crop_all", { n, m })}</summary>
    <fieldset class="stack tight">
      <legend class="unseen">${t("chair.drawer.crop")}</legend>
      ${zones.map((zone) => {
        const on = shownZones.indexOf(zone) >= 0;
        return html`<label key=${zone} class="row check">
          <input
            type="checkbox"
            checked=${on}
            disabled=${on && shownZones.length === 1}
            onChange=${() => save("crop", zones, flipped(shownZones, zone))}
          />
          <bdi>${get("zone", zone)?.title || t("chair.drawer.gone_zone")}</bdi>
        </label>`;
      })}
      ${scales.map((scale) => {
        const question = get("scale", scale)?.question;
        return (
          question &&
          html`<label key=${scale} class="row check">
            <input
              type="checkbox"
              checked=${shownScales.indexOf(scale) >= 0}
              onChange=${() => save("scale_crop", scales, flipped(shownScales, scale))}
            />
            <span>${t("chair.drawer.crop_scale", { question })}</span>
          </label>`
        );
      })}
    </fieldset>
  </details>`;
}
