// @ts-check
// While somebody presents: the time as large as possible, where the slides are, and how many questions have been asked.
// The questions themselves are not shown until the speaker has finished.
import { html } from "../../../vendor/preact.js";
import { ClockFace } from "../../agenda/clock-face.js";
import { currentSection, zonesNow } from "../../agenda/section-kinds.js";
import { Icon } from "../../ui/icon.js";
import { withoutScheme } from "../../ui/web-address.js";
import { t } from "../../ui/words.js";
import { notesOf } from "../../wall/queries.js";

export function Presentation() {
  const section = currentSection();
  const n = zonesNow().reduce((sum, zone) => sum + notesOf(zone.id).length, 0);
  return html`<section class="board-presentation">
    <div class="board-presentation-time"><${ClockFace} big /></div>
    <div class="board-presentation-side">
      ${
        section?.link &&
        html`<p class="board-presentation-link">
          <${Icon} name="file-text" /> <span>
            <bdi>${section.link_label || t("agenda.kind_link")}</bdi> <small dir="ltr">
              ${withoutScheme(section.link)}
            </small>
          </span>
        </p>`
      }
      <p class="board-presentation-count"><${NumberIn} words=${t("agenda.questions_so_far", { n })} n=${n} /></p>
      <p class="board-presentation-how">${t("board.talk.how")}</p>
    </div>
  </section>`;
}

/** Words with their number large, wherever it stands in them. @param {{words: string, n: number}} props */
function NumberIn({ words, n }) {
  const [before, ...after] = words.split(String(n));
  if (!after.length) return html`<span>${words}</span>`;
  return html`<span>${before}</span> <b class="num">${n}</b> <span>${after.join(String(n))}</span>`;
}
