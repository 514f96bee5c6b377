// @ts-check
// The console's dialogs: one at a time, each a question or a short form.
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
import { PendingPhotosDialog, PhotosByDialog } from "../safety/photo-dialogs.js";
import { RecordingDialog } from "../safety/recording-dialog.js";
import { SlowModeDialog } from "../safety/slow-mode-dialog.js";
import { WriteDialog } from "../wall/write-dialog.js";
import { ZoneDialog } from "../wall/zone-dialog.js";
import { ZoneToolsDialog } from "../wall/zone-tools.js";
import { AskFirstDialog } from "./ask-first.js";
import { CloseDialog } from "./close-dialog.js";
import { DetailsDialog } from "./details-dialog.js";
import { openDialog } from "./screen-state.js";
import { SearchDialog } from "./search-dialog.js";

/** @type {Record<string, import("../../ui/mount.js").Component | undefined>} */
const SAFETY_DIALOGS = {
  held: PendingNotesDialog,
  photos: PendingPhotosDialog,
  "photos-by": PhotosByDialog,
  slow: SlowModeDialog,
  out: BannedPeopleDialog,
  code: JoinCodeDialog,
  log: ActionLogDialog,
};

export function Dialogs() {
  return html`
    <${AskFirstDialog} />
    <${WriteDialog} />
    <${ZoneDialog} />
    <${ZoneToolsDialog} />
    <${SnapshotDialog} />
    ${openDialog.value === "save" && html`<${TimeSavingsDialog} />`}
    ${openDialog.value === "search" && html`<${SearchDialog} />`}
    ${openDialog.value === "questions" && html`<${QuestionLibrary} />`}
    ${openDialog.value === "removed" && html`<${HiddenNotesDialog} />`}
    ${openDialog.value === "recording" && html`<${RecordingDialog} />`}
    ${openDialog.value === "teams" && html`<${SplitDialog} />`}
    ${openDialog.value === "seats" && html`<${SeatsDialog} />`}
    ${openDialog.value === "details" && html`<${DetailsDialog} />`}
    ${
      (openDialog.value === "chair" || openDialog.value === "helper") &&
      html`<${LinkDialog} key=${openDialog.value} kind=${openDialog.value} />`
    }
    ${SAFETY_DIALOGS[openDialog.value] && html`<${SAFETY_DIALOGS[openDialog.value]} />`}
    ${openDialog.value === "close" && html`<${CloseDialog} />`}
  `;
}
