// @ts-check
// While somebody presents: the time, where the slides are, and how many questions have been asked. The questions
// themselves wait until the speaker has finished.
import { html } from "../../../vendor/preact.js";
import { ClockFace } from "../../agenda/clock-face.js";
import { currentSection, zonesNow } from "../../agenda/section-kinds.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { notesOf } from "../../wall/queries.js";

export function PresentationView() {
  const section = currentSection();
  const n = zonesNow().reduce((sum, zone) => sum + notesOf(zone.id).length, 0);
  return html`<div class="mirror-presentation stack">
    <${ClockFace} big />
    ${
      section?.link &&
      html`<p>
        <a class="button quiet" href=${section.link} target="_blank" rel="noopener noreferrer">
          <${Icon} name="file-text" /> <bdi>${section.link_label || t("agenda.kind_link")}</bdi>
          <span class="unseen"> ${t("member.new_window")}</span>
        </a>
      </p>`
    }
    <p class="num"><b>${t("agenda.questions_so_far", { n })}</b></p>
    <p class="soft">${t("board.talk.how")}</p>
  </div>`;
}
