// @ts-check
import { html } from "../../vendor/preact.js";
import { all, get, one } from "../live/records.js";
import { Answered } from "../scale/slider.js";
import { Spread } from "../scale/spread.js";
import { t } from "../ui/words.js";
import { notesOf } from "../wall/notes.js";

/** The scale of the moment: the question, how many have answered, the spread when it is shown. */
export function Scale() {
  const scale = get("scale", one("board")?.scale) || all("scale").filter((each) => each.state !== "draft").pop();
  if (!scale) return html`<p class="board-empty">${t("board.no_scale")}</p>`;
  const zone = get("zone", scale.zone);
  const notes = zone ? notesOf(zone.id).slice(-4).reverse() : [];
  return html`<section class=${`board-scale ${notes.length ? "with-notes" : ""}`}>
    <div class="board-scale-main">
      <h2 dir="auto">${scale.question}</h2>
      ${scale.shown && scale.counts
        ? html`<${Spread} scale=${scale} />`
        : html`<div class="board-scale-waiting">
            <p class="board-answered num">${scale.answers + scale.not_today}</p>
            <p>${t("board.scale.answered", { n: scale.answers + scale.not_today })}</p>
            <${Spread} scale=${scale} />
            <div class="scale-ends"><span><b class="num">${scale.low}</b> <bdi>${scale.low_label}</bdi></span><span><b class="num">${scale.high}</b> <bdi>${scale.high_label}</bdi></span></div>
            ${scale.good_enough !== null && html`<p class="board-good">${t("scale.good_enough", { n: scale.good_enough })}</p>`}
          </div>`}
      ${scale.shown && scale.counts && html`<${Answered} scale=${scale} />`}
    </div>
    ${notes.length > 0 && html`<aside class="board-scale-notes"><h3 dir="auto">${zone?.title}</h3>${notes.map((note) => html`<article key=${note.id} class=${`note ${note.color}`}><p class="note-text" dir="auto">${note.text}</p></article>`)}</aside>`}
  </section>`;
}
