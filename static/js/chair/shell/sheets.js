// @ts-check
// The console's own sheets: one at a time, each a question or a short form.
import { html } from "../../../vendor/preact.js";
import { all, one } from "../../core/records.js";
import { Dialog } from "../../ui/dialog.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { EraseWords } from "../../wall/erase-text.js";
import { beginning } from "../../wall/queries.js";
import { DetailsDialog } from "./details-dialog.js";
import { steer, steering } from "./commands.js";
import { LinkDialog } from "../links/link-dialog.js";
import { QuestionsDialog } from "../display/question-library.js";
import { RecordingDialog } from "../safety/recording-dialog.js";
import { CodeDialog, HeldDialog, LogDialog, OutDialog, SlowDialog } from "../safety/moderation-dialogs.js";
import { SavingsDialog } from "../agenda/time-savings.js";
import { closeSheet, sheet } from "./sheet.js";
import { SeatsDialog } from "../breakouts/seats-dialog.js";
import { SnapshotDialog } from "../report/snapshot-dialog.js";
import { TeamsDialog } from "../breakouts/split-dialog.js";
import { TogetherDialog } from "../wall/zone-tools.js";
import { WriteDialog } from "../wall/write-dialog.js";
import { ZoneDialog } from "../wall/zone-dialog.js";

/** @type {Object<string, any>} */
const SAFE = { held: HeldDialog, slow: SlowDialog, out: OutDialog, code: CodeDialog, log: LogDialog };

export function Sheets() {
  return html`<${WriteDialog} /><${ZoneDialog} /><${TogetherDialog} /><${SnapshotDialog} />
    ${sheet.value === "save" && html`<${SavingsDialog} />`}
    ${sheet.value === "questions" && html`<${QuestionsDialog} />`}
    ${sheet.value === "removed" && html`<${RemovedDialog} />`}
    ${sheet.value === "recording" && html`<${RecordingDialog} />`}
    ${sheet.value === "teams" && html`<${TeamsDialog} />`}
    ${sheet.value === "seats" && html`<${SeatsDialog} />`}
    ${sheet.value === "details" && html`<${DetailsDialog} />`}
    ${(sheet.value === "chair" || sheet.value === "helper") && html`<${LinkDialog} key=${sheet.value} kind=${sheet.value} />`}
    ${SAFE[sheet.value] && html`<${SAFE[sheet.value]} />`}
    ${sheet.value === "close" && html`<${CloseDialog} />`}`;
}

/** Notes that were put aside; each can come back. */
function RemovedDialog() {
  const removed = all("removed");
  return html`<${Dialog} title=${t("chair.safe.removed_title")} onClose=${closeSheet}>
    ${removed.length
      ? html`<p class="soft">${t("chair.safe.removed_why")}</p><ul class="stack tight">${removed.map((note) => html`<li key=${note.id} class=${`note ${note.color}`}>
          <p class="note-text" dir="auto">${note.text}</p>
          <div class="note-foot"><button type="button" class="note-open" onClick=${steering("note.restore", { note: note.id })}><${Icon} name="rotate-ccw" /><span>${t("chair.safe.restore")}</span></button><${EraseWords} kind="removed" id=${note.id} words=${note.text} label=${beginning(note.text)} /></div></li>`)}</ul>`
      : html`<p>${t("chair.safe.none_removed")}</p>`}
  <//>`;
}

function CloseDialog() {
  const alone = all("zone").filter((zone) => zone.alone && zone.waiting);
  const waiting = alone.reduce((sum, zone) => sum + zone.waiting, 0);
  const held = all("held").length;
  const show = async () => {
    for (const zone of alone) await steer("zone.show", { zone: zone.id });
  };
  const open = all("scale").filter((scale) => scale.state === "open").length;
  const keeps = one("meeting")?.keeps;
  return html`<${Dialog} title=${t("chair.close.title")} onClose=${closeSheet} leave=${t("chair.close.not_yet")}>
    <p>${t("chair.close.about")}</p>
    ${keeps && keeps !== "pictures" && html`<p>${t(`chair.close.${keeps}`)}</p>`}
    <p>${t("chair.close.forgets")}</p>
    ${open > 0 && html`<p>${t("chair.close.scales")}</p>`}
    ${all("zone").some((zone) => zone.voting) && html`<p>${t("chair.close.votes")}</p>`}
    ${waiting > 0 && html`<div class="notice-box stack tight" role="status"><p>${t("chair.close.alone", { n: waiting })}</p><p><button type="button" class="button quiet small" onClick=${show}><${Icon} name="eye" /> ${t("chair.close.show_first")}</button></p></div>`}
    ${held > 0 && html`<div class="notice-box stack tight" role="status"><p>${t("chair.close.held", { n: held })}</p><p><button type="button" class="button quiet small" onClick=${() => (sheet.value = "held")}><${Icon} name="eye" /> ${t("chair.held.look")}</button></p></div>`}
    <div class="row"><button type="button" class="button" onClick=${async () => (await steer("meeting.close")).ok && closeSheet()}>${t("chair.close.button")}</button></div>
  <//>`;
}
