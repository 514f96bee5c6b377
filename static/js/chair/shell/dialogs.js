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

/** @type {Record<import("./screen-state.js").DialogName, import("../../ui/mount.js").Component>} */
const DIALOGS = {
  save: TimeSavingsDialog,
  search: SearchDialog,
  questions: QuestionLibrary,
  teams: SplitDialog,
  seats: SeatsDialog,
  details: DetailsDialog,
  recording: RecordingDialog,
  chair: () => html`<${LinkDialog} kind="chair" />`,
  helper: () => html`<${LinkDialog} kind="helper" />`,
  held: PendingNotesDialog,
  removed: HiddenNotesDialog,
  photos: PendingPhotosDialog,
  "photos-by": PhotosByDialog,
  slow: SlowModeDialog,
  out: BannedPeopleDialog,
  code: JoinCodeDialog,
  log: ActionLogDialog,
  close: CloseDialog,
};

export function Dialogs() {
  const name = openDialog.value;
  return html`
    <${AskFirstDialog} />
    <${WriteDialog} />
    <${ZoneDialog} />
    <${ZoneToolsDialog} />
    <${SnapshotDialog} />
    ${name && html`<${DIALOGS[name]} key=${name} />`}
  `;
}
