// @ts-check
// What the board shows to the room. Unless the chair picks a view, it follows the meeting.
import { html } from "../../../vendor/preact.js";
import { breakoutsAreOn } from "../../breakouts/queries.js";
import { page } from "../../core/page-data.js";
import { all, get, one } from "../../core/records.js";
import { isChair } from "../../core/roles.js";
import { Icon } from "../../ui/icon.js";
import { lateView } from "../../ui/late.js";
import { picked } from "../../ui/picked.js";
import { t } from "../../ui/words.js";
import { openBoard } from "../links/make-links.js";
import { commandHandler, runCommand } from "../shell/commands.js";

/** @type {BoardRecord["view"][]} */
const VIEWS = ["auto", "wall", "scale", "agenda", "join", "round", "welcome", "presentation", "closing", "steps"];

const LateSlidesOfBoard = lateView(
  () => import("./slides-panel.js"),
  (module) => module.SlidesOfBoard,
);

export function BoardPanel() {
  const board = one("board");
  if (!board) return null;
  const scales = all("scale").filter((scale) => scale.state !== "draft");
  const photos = all("photo").filter((photo) => !photo.state);
  const views = VIEWS.concat(breakoutsAreOn() || board.view === "teams" ? "teams" : [])
    .concat(photos.length ? "photo" : [])
    .concat(one("slides") ? "slides" : [])
    .filter((view) => view !== "scale" || scales.length || board.view === view);
  const newest = photos.slice().sort((a, b) => b.at - a.at)[0]?.id;
  return html`<section class="panel" aria-labelledby="board-h">
    <div class="row apart">
      <h2 id="board-h">${t("chair.board.heading")}</h2>
      ${
        isChair() &&
        page.urls.board_link &&
        html`<button type="button" class="button plain small" onClick=${openBoard}>
          <${Icon} name="monitor" /> ${t("chair.board.open")}
        </button>`
      }
    </div>
    <div class="screens">
      ${views.map(
        (view) => html`<button
          key=${view}
          type="button"
          class="screen"
          aria-pressed=${board.view === view}
          onClick=${commandHandler("board.show", view === "photo" ? { view, photo: board.photo || newest } : { view })}
        >
          ${t(`chair.board.${view}`)}
        </button>`,
      )}
    </div>
    ${
      board.view === "wall" &&
      html`<${RecordSelect}
        label="chair.board.which_zone"
        any="chair.board.this_part"
        value=${board.zone}
        records=${all("zone").map(({ id, title }) => ({ id, words: title }))}
        onPick=${(/** @type {string | null} */ zone) => runCommand("board.show", { view: "wall", zone })}
      />`
    }
    ${
      board.view === "scale" &&
      scales.length > 1 &&
      html`<${RecordSelect}
        label="chair.board.which_scale"
        any="chair.board.newest"
        value=${board.scale}
        records=${scales.map(({ id, question }) => ({ id, words: question }))}
        onPick=${(/** @type {string | null} */ scale) => runCommand("board.show", { view: "scale", scale })}
      />`
    }
    ${
      board.view === "photo" &&
      photos.length > 1 &&
      html`<${RecordSelect}
        label="chair.board.which_photo"
        value=${board.photo}
        records=${photos.map((photo, n) => ({ id: photo.id, words: photo.description || `${t("wall.photo.name")} ${n + 1}` }))}
        onPick=${(/** @type {string | null} */ photo) => runCommand("board.show", { view: "photo", photo })}
      />`
    }
    ${board.view === "auto" && html`<p class="soft small-text">${t("chair.board.now", { view: showing(board) })}</p>`}
    ${one("meeting")?.state !== "closed" && html`<${LateSlidesOfBoard} />`}
  </section>`;
}

/** What the board shows now, in words. @param {BoardRecord} board */
function showing(board) {
  const scale = board.showing === "scale" && get("scale", board.scale);
  return scale ? scale.question : t(`chair.board.${board.showing}`);
}

/**
 * @param {{label: string, any?: string, value: string | null, records: {id: string, words: string}[],
 *   onPick: (id: string | null) => void}} props  `any`: the words for no record in particular.
 */
function RecordSelect({ label, any, value, records, onPick }) {
  return html`<label class="field">
    <span class="label small-text">${t(label)}</span>
    <select
      class="input"
      value=${value || ""}
      onChange=${picked((value) => onPick(value || null))}
    >
      ${any && html`<option value="" selected=${!value}>${t(any)}</option>`}
      ${records.map(
        (each) => html`<option key=${each.id} value=${each.id} selected=${each.id === value}>${each.words}</option>`,
      )}
    </select>
  </label>`;
}

/** Blanks the board, so that there is nothing to read. */
export function blankBoard() {
  runCommand("board.show", { view: "blank" });
}

/** Returns to what the board showed before it was blanked. */
export function restoreBoard() {
  const board = one("board");
  if (board)
    runCommand("board.show", {
      view: board.before || "auto",
      zone: board.zone,
      scale: board.scale,
      photo: board.photo,
    });
}
