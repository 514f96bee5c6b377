// @ts-check
// The fields of the report that stand in more than one place of the console. Each saves itself; where it is used gives
// the rows, the hint, or what happens when somebody begins to write.
import { html } from "../../../vendor/preact.js";
import { one } from "../../core/records.js";
import { Autosave } from "../../ui/autosave.js";
import { t } from "../../ui/words.js";
import { EraseText } from "../../wall/erase-text.js";

/** @typedef {{rows?: number, hint?: string, onFocus?: Parameters<typeof Autosave>[0]["onFocus"]}} Manner */

/** One of the texts of the report. @param {{field: "introduction" | "conclusions" | "thanks"} & Manner} props */
export function ReportText({ field, ...manner }) {
  const label = t(`chair.report.${field}`);
  const words = one("report")?.[field] || "";
  return html`
    <${Autosave}
      label=${label}
      value=${words}
      name="report.edit"
      args=${{}}
      field=${field}
      limit=${8000}
      ...${manner}
    />
    <div class="row"><${EraseText} kind="report" id="report" field=${field} words=${words} label=${label} /></div>
  `;
}

/** @param {{snapshot: SnapshotRecord} & Manner} props */
export function SnapshotCaption({ snapshot, ...manner }) {
  return html`<${Autosave}
    label=${t("chair.snapshots.caption")}
    value=${snapshot.caption}
    name="snapshot.edit"
    args=${{ snapshot: snapshot.id }}
    field="caption"
    limit=${1000}
    ...${manner}
  />`;
}

/** @param {{snapshot: SnapshotRecord}} props */
export function SnapshotTitle({ snapshot }) {
  return html`<${Autosave}
    label=${t("chair.snapshots.title")}
    value=${snapshot.title}
    name="snapshot.edit"
    args=${{ snapshot: snapshot.id }}
    field="title"
    limit=${120}
    needed
  />`;
}
