// @ts-check
// The board: what the room sees. Read from eight metres, no controls, nothing private, and it heals by itself.
import { html } from "../../vendor/preact.js";
import { Agenda } from "../board/agenda.js";
import { End } from "../board/end.js";
import { Footer } from "../board/footer.js";
import { Head } from "../board/head.js";
import { Join } from "../board/join.js";
import { Round } from "../board/round.js";
import { Scale } from "../board/scale.js";
import { Wall } from "../board/wall.js";
import { one } from "../live/records.js";
import { bringToLife } from "../ui/stage.js";

/** @type {Object<string, any>} */
const VIEWS = { join: Join, wall: Wall, scale: Scale, agenda: Agenda, round: Round, end: End };

function Board() {
  const showing = one("board")?.showing || "join";
  return html`<div class=${`board board-${showing}`}>
    <${Head} plain=${showing === "join" || showing === "end"} />
    <main class="board-main"><${VIEWS[showing]} /></main>
    ${showing !== "join" && html`<${Footer} />`}
  </div>`;
}

bringToLife(Board);
