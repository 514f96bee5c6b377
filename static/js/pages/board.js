// @ts-check
// The board: what the room sees. Read from eight metres, no controls, nothing private, and it heals by itself. What it
// shows is in the records (`board.showing`); it decides nothing.
import { html, useErrorBoundary } from "../../vendor/preact.js";
import { Agenda } from "../board/agenda.js";
import { Asked } from "../board/asked.js";
import { Blank } from "../board/blank.js";
import { Closing } from "../board/closing.js";
import { End } from "../board/end.js";
import { Footer } from "../board/footer.js";
import { Head } from "../board/head.js";
import { beginAgain, heal } from "../board/healing.js";
import { Join } from "../board/join.js";
import { Presentation } from "../board/presentation.js";
import { Round } from "../board/round.js";
import { Scale } from "../board/scale.js";
import { Teams } from "../board/teams.js";
import { Voices } from "../board/voices.js";
import { StepsView } from "../board/steps.js";
import { Wall } from "../board/wall.js";
import { one } from "../core/records.js";
import { bringToLife } from "../ui/mount.js";
import { t } from "../ui/words.js";

/** @type {Object<string, any>} */
const VIEWS = { join: Join, wall: Wall, scale: Scale, agenda: Agenda, round: Round, teams: Teams, steps: StepsView, end: End, welcome: Join, presentation: Presentation, closing: Closing };

function Board() {
  const [fault] = useErrorBoundary(beginAgain);
  if (fault) return html`<div class="board"><main class="board-main"><p class="board-empty">${t("board.away")}</p></main></div>`;
  const wanted = one("board")?.showing;
  if (wanted === "blank") return html`<${Blank} />`;
  const showing = wanted && VIEWS[wanted] ? wanted : "join";
  return html`<div class="board">
    <${Head} showing=${showing} />
    <div class="board-asked-place" aria-live="polite"><${Asked} /></div>
    <main class="board-main" key=${showing}><${VIEWS[showing]} /></main>
    <${Voices} showing=${showing} />
    <${Footer} join=${showing !== "join" && showing !== "welcome"} />
  </div>`;
}

heal();
bringToLife(Board, { awake: true });
