// @ts-check
// The current section, the question of the moment and the clock; and the prompt over everything else.
import { html } from "../../vendor/preact.js";
import { ClockFace, ClockLine } from "../agenda/clock-face.js";
import { closingWords } from "../agenda/closing.js";
import { agendaPosition } from "../agenda/running-order.js";
import { page } from "../core/page-data.js";
import { one } from "../core/records.js";
import { placeWords } from "../slides/slide.js";
import { t } from "../ui/words.js";
import { Fit } from "./layout/fit.js";
import { questionOnBoard } from "./showing.js";

/** Which page of the slides is on the board. */
const slidesPlace = () => placeWords(one("slides")?.page || 1);

/** @param {{showing: BoardRecord["showing"]}} props */
export function BoardHeader({ showing }) {
  const { n, m, section } = agendaPosition();
  const meeting = one("meeting");
  const words = questionOnBoard(showing);
  const community = [meeting?.community, meeting?.series].filter(Boolean).join(" · ");
  const closing = closingWords();
  const before = section || meeting?.state === "waiting" || meeting?.state === "closed" || !m;
  return html`
    <${Fit} as="header" class="board-header">
      <div class="grow">
        <p class="board-part">
          ${
            closing
              ? html`<b class="closing num">${closing}</b>`
              : section
                ? html`<span class="num">${t("agenda.part_of", { n, m })}</span> · <bdi>${section.title}</bdi>`
                : before
                  ? html`<bdi>${community}</bdi>`
                  : t("agenda.finished")
          }
          ${showing === "slides" && html`<span class="board-place num">${slidesPlace()}</span>`}
        </p>
        <h1 dir="auto" class=${one("prompt") || showing === "slides" ? "unseen" : ""}>${words}</h1>
      </div>
      ${(meeting?.state !== "live" || showing === "closing" || showing === "end") && html`<${Logo} />`}
      ${showing !== "presentation" && showing !== "teams" && html`<${ClockFace} words />`}
    <//>
    ${showing === "teams" ? html`<div class="clock-line" aria-hidden="true"></div>` : html`<${ClockLine} />`}
  `;
}

/** The logo of the community, while nothing of the meeting needs its place: before the start and at the end. */
function Logo() {
  const theme = page.theme;
  if (!theme) return null;
  return html`<img class="board-logo" src=${theme.logo} alt=${theme.name} width=${theme.width} height=${theme.height} />`;
}

/** The prompt that the chair shows now, above whatever view is on. */
export function BoardPrompt() {
  const prompt = one("prompt");
  if (!prompt) return null;
  return html`<${Fit} class="board-asked"><p dir="auto">${prompt.text}</p><//>`;
}
