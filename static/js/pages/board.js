// @ts-check
// The board: what the room sees. It can be read from eight metres, has no controls, shows nothing private, and recovers
// from errors without help. What it shows is in the records (`board.showing`); it decides nothing.
import { effect, html, useErrorBoundary } from "../../vendor/preact.js";
import { reloadAfterFault, startAutoReload } from "../board/auto-reload.js";
import { BoardFooter } from "../board/footer.js";
import { BoardHeader, BoardPrompt } from "../board/header.js";
import { Fit } from "../board/layout/fit.js";
import { Agenda } from "../board/views/agenda.js";
import { Breakouts } from "../board/views/breakouts.js";
import { Closing } from "../board/views/closing.js";
import { End } from "../board/views/end.js";
import { Join } from "../board/views/join.js";
import { NextSteps } from "../board/views/next-steps.js";
import { PhotoView } from "../board/views/photo.js";
import { Presentation } from "../board/views/presentation.js";
import { Round } from "../board/views/round.js";
import { Scale } from "../board/views/scale.js";
import { SlidesView } from "../board/views/slides.js";
import { Wall } from "../board/views/wall.js";
import { Voices } from "../board/voices.js";
import { one } from "../core/records.js";
import { forgetPicturesThatGo } from "../photos/photo-cache.js";
import { mountPage } from "../ui/mount.js";
import { t } from "../ui/words.js";

/** @type {Partial<Record<BoardRecord["showing"], import("../ui/mount.js").Component>>} */
const VIEWS = {
  join: Join,
  wall: Wall,
  scale: Scale,
  agenda: Agenda,
  round: Round,
  teams: Breakouts,
  steps: NextSteps,
  end: End,
  welcome: Join,
  presentation: Presentation,
  closing: Closing,
  photo: PhotoView,
  slides: SlidesView,
};

/** The size in rem of views that may have little to show; see layout/fit.js. @type {Partial<Record<BoardRecord["showing"], number>>} */
const LARGEST = { agenda: 1.32, steps: 1.5 };

function Board() {
  const [fault] = useErrorBoundary(reloadAfterFault);
  if (fault)
    return html`<div class="board"><main class="board-main"><p class="board-empty">${t("board.away")}</p></main></div>`;
  const wanted = one("board")?.showing;
  if (wanted === "blank") return html`<${Blank} />`;
  const showing = wanted && VIEWS[wanted] ? wanted : "join";
  const asked = one("prompt");
  return html`<div class=${`board ${asked ? "is-asked" : ""} ${showing === "slides" ? "is-slides" : ""}`}>
    <${BoardHeader} showing=${showing} />
    <div class="board-asked-place" role=${asked && "complementary"}><${BoardPrompt} /></div>
    <main class="board-main" key=${showing}>
      <${Fit} class="board-view" largest=${LARGEST[showing] || 1}><${VIEWS[showing]} /><//>
    </main>
    <${Voices} showing=${showing} />
    <${BoardFooter} join=${showing !== "join" && showing !== "welcome"} />
  </div>`;
}

startAutoReload();
forgetPicturesThatGo();
// The board is in the language of the meeting: the page comes again when the chair chooses another one.
let shownIn = "";
effect(() => {
  const language = one("meeting")?.language || "";
  if (shownIn && language && language !== shownIn) window.location.reload();
  shownIn = language || shownIn;
});

mountPage(Board, { awake: true });

/** Only the title: for a moment in which nobody should read anything. */
function Blank() {
  return html`<div class="board board-blank">
    <main class="board-main"><${Fit} class="board-view"><h1 dir="auto">${one("meeting")?.title}</h1><//></main>
  </div>`;
}
