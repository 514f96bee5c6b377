// @ts-check
// The chair's console: where are we, what are people saying, what next. Three columns on a laptop; on a tablet held
// upright and on a phone the sides come and go under two thumbs.
import { html, signal } from "../../vendor/preact.js";
import { BoardPanel } from "../chair/board-panel.js";
import { OrderPanel } from "../chair/order-panel.js";
import { PeoplePanel } from "../chair/people-panel.js";
import { ReportPanel } from "../chair/report-panel.js";
import { RoundPanel } from "../chair/round-panel.js";
import { SafePanel } from "../chair/safe-panel.js";
import { ScalesPanel } from "../chair/scales-panel.js";
import { SnapshotsPanel } from "../chair/snapshots-panel.js";
import { Top } from "../chair/top.js";
import { Waiting } from "../chair/waiting.js";
import { WallPanel } from "../chair/wall-panel.js";
import { Leaving } from "../member/leaving.js";
import { guardBack } from "../ui/back.js";
import { bringToLife } from "../ui/stage.js";
import { t } from "../ui/words.js";
import { GroupDialog } from "../wall/group-dialog.js";
import { NoteDialog } from "../wall/note-dialog.js";

/** Which column a narrow screen shows. */
const column = signal("wall");

function Chair() {
  return html`<div class=${`chair show-${column.value}`}>
    <${Top} />
    <nav class="chair-left" aria-label=${t("chair.order.heading")}><${OrderPanel} /></nav>
    <main class="chair-middle"><${Waiting} /><${WallPanel} /></main>
    <aside class="chair-right" aria-label=${t("chair.tools")}>
      <${SnapshotsPanel} /><${BoardPanel} /><${ScalesPanel} /><${RoundPanel} /><${PeoplePanel} /><${SafePanel} /><${ReportPanel} />
    </aside>
    <nav class="tabs chair-tabs" aria-label=${t("member.parts")}>
      ${["order", "wall", "tools"].map((name) => html`<button key=${name} type="button" class="tab" aria-current=${column.value === name ? "page" : undefined} onClick=${() => (column.value = name)}>${t(`chair.tab.${name}`)}</button>`)}
    </nav>
    <${NoteDialog} /><${GroupDialog} /><${Leaving} />
  </div>`;
}

guardBack();
bringToLife(Chair);
