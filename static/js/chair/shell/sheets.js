// @ts-check
// The console's own sheets: one at a time, each a question or a short form.
import { html } from "../../../vendor/preact.js";
import { TimeSavingsDialog } from "../agenda/time-savings.js";
import { SeatsDialog } from "../breakouts/seats-dialog.js";
import { SplitDialog } from "../breakouts/split-dialog.js";
import { QuestionLibrary } from "../display/question-library.js";
import { LinkDialog } from "../links/link-dialog.js";
import { SnapshotDialog } from "../report/snapshot-dialog.js";
import { ActionLogDialog } from "../safety/action-log-dialog.js";
import { JoinCodeDialog } from "../safety/join-code-dialog.js";
import { BannedPeopleDialog, HiddenNotesDialog, PendingNotesDialog } from "../safety/moderation-dialogs.js";
import { RecordingDialog } from "../safety/recording-dialog.js";
import { SlowModeDialog } from "../safety/slow-mode-dialog.js";
import { WriteDialog } from "../wall/write-dialog.js";
import { ZoneDialog } from "../wall/zone-dialog.js";
import { ZoneToolsDialog } from "../wall/zone-tools.js";
import { CloseDialog } from "./close-dialog.js";
import { DetailsDialog } from "./details-dialog.js";
import { sheet } from "./screen-state.js";

/** @type {Object<string, any>} */
const SAFE = {
  held: PendingNotesDialog,
  slow: SlowModeDialog,
  out: BannedPeopleDialog,
  code: JoinCodeDialog,
  log: ActionLogDialog,
};

export function Sheets() {
  return html`
    <${WriteDialog} />
    <${ZoneDialog} />
    <${ZoneToolsDialog} />
    <${SnapshotDialog} />
    ${sheet.value === "save" && html`<${TimeSavingsDialog} />`}
    ${sheet.value === "questions" && html`<${QuestionLibrary} />`}
    ${sheet.value === "removed" && html`<${HiddenNotesDialog} />`}
    ${sheet.value === "recording" && html`<${RecordingDialog} />`}
    ${sheet.value === "teams" && html`<${SplitDialog} />`}
    ${sheet.value === "seats" && html`<${SeatsDialog} />`}
    ${sheet.value === "details" && html`<${DetailsDialog} />`}
    ${
      (sheet.value === "chair" || sheet.value === "helper") &&
      html`<${LinkDialog} key=${sheet.value} kind=${sheet.value} />`
    }
    ${SAFE[sheet.value] && html`<${SAFE[sheet.value]} />`}
    ${sheet.value === "close" && html`<${CloseDialog} />`}
  `;
}
