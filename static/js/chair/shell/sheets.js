// @ts-check
// The console's own sheets: one at a time, each a question or a short form.
import { html } from "../../../vendor/preact.js";
import { SavingsDialog } from "../agenda/time-savings.js";
import { SeatsDialog } from "../breakouts/seats-dialog.js";
import { TeamsDialog } from "../breakouts/split-dialog.js";
import { QuestionsDialog } from "../display/question-library.js";
import { LinkDialog } from "../links/link-dialog.js";
import { SnapshotDialog } from "../report/snapshot-dialog.js";
import { LogDialog } from "../safety/action-log-dialog.js";
import { CodeDialog } from "../safety/join-code-dialog.js";
import { HeldDialog, OutDialog, RemovedDialog } from "../safety/moderation-dialogs.js";
import { RecordingDialog } from "../safety/recording-dialog.js";
import { SlowDialog } from "../safety/slow-mode-dialog.js";
import { WriteDialog } from "../wall/write-dialog.js";
import { ZoneDialog } from "../wall/zone-dialog.js";
import { TogetherDialog } from "../wall/zone-tools.js";
import { CloseDialog } from "./close-dialog.js";
import { DetailsDialog } from "./details-dialog.js";
import { sheet } from "./screen-state.js";

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
