// @ts-check
import { html } from "../../vendor/preact.js";
import { ClockFace, ClockLine } from "../agenda/clock-face.js";
import { closingWords } from "../agenda/closing.js";
import { agendaPosition } from "../agenda/running-order.js";
import { myBreakoutZone } from "../breakouts/queries.js";
import { one } from "../core/records.js";
import { Icon } from "../ui/icon.js";
import { LanguageLink } from "../ui/language-link.js";
import { SaveStatus } from "../ui/save-status.js";
import { t } from "../ui/words.js";
import { VideoButton } from "./video-call.js";

/** What is said where there is no current section. */
const STATES = { waiting: "not_started", live: "finished", closed: "ended", cancelled: "called_off" };

/**
 * The current section, how the meeting is recorded, whether everything is saved, and the clock.
 * @param {{wide: import("./wide-parts.js").WideParts | null}} props
 */
export function MemberHeader({ wide }) {
  const { n, m, section } = agendaPosition();
  const meeting = one("meeting");
  const closing = closingWords({ short: true });
  return html`<header class="member-header">
    <div class="grow">
      <div class="soft head-facts">
        <p class="small-text head-where">
          ${
            closing
              ? html`<b class="closing num">${closing}</b>`
              : html`<span class="head-part">
                  ${section ? t("agenda.part_of", { n, m }) : t(`agenda.${STATES[meeting?.cancelled ? "cancelled" : meeting?.state || "waiting"]}`)}
                </span>`
          }
          <${SaveStatus} />
        </p>
        <p class="head-recording"><${Icon} name="pencil" /> <bdi>${meeting?.recording}</bdi></p>
      </div>
      <h1 dir="auto">${section ? section.title : meeting?.title}</h1>
    </div>
    <${LanguageLink} />
    ${wide ? html`<${wide.WideTools} />` : html`<${VideoButton} />`}
    ${!myBreakoutZone() && html`<${ClockFace} /><${ClockLine} />`}
  </header>`;
}
