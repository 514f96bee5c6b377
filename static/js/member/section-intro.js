// @ts-check
// What the kind of the current section calls for, in a few lines above the notes: before the start, when and where; a
// welcome and who is here; the speaker's link and the number of questions; this person's own hope, brought back.
import { html } from "../../vendor/preact.js";
import { currentSection, zonesNow } from "../agenda/section-kinds.js";
import { myBreakoutZone } from "../breakouts/queries.js";
import { you } from "../core/connection.js";
import { get, one } from "../core/records.js";
import { HopesSpread } from "../hopes/hopes-spread.js";
import { MyHopes, myHopes } from "../hopes/my-hopes.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { notesOf } from "../wall/queries.js";
import { MyDetails, PresentLine } from "./people.js";
import { PlannedMeeting } from "./planned-meeting.js";
import { questionNow } from "./prompts.js";

/** @type {Partial<Record<SectionRecord["kind"], (props: {section: SectionRecord}) => unknown>>} */
const INTROS = { welcome: Welcome, presentation: Presentation };

export function SectionIntro() {
  const section = currentSection();
  const live = one("meeting")?.state === "live";
  if (one("meeting")?.state === "waiting") return html`<${PlannedMeeting} />`;
  const intro = live && section && INTROS[section.kind];
  const spread = one("hopes")?.spread && (!live || (section && section.kind === "closing") || myHopes().length > 0);
  // For somebody in a small group, the page is about that group.
  if (myBreakoutZone() || (!intro && !spread && !myHopes().length)) return null;
  return html`<section class="kind" aria-label=${t(section && live ? `agenda.kind.${section.kind}` : "hopes.heading")}>
    ${intro && html`<${intro} section=${section} />`}
    <${MyHopes} />
    ${spread && html`<h2>${t("hopes.heading")}</h2><${HopesSpread} />`}
  </section>`;
}

/** The chair's line of welcome, who is here, and for those who like, a name. @param {{section: SectionRecord}} props */
function Welcome({ section }) {
  const me = get("person", you.value?.id);
  return html`
    ${section.line && section.line !== questionNow() && html`<p class="kind-line" dir="auto">${section.line}</p>`}
    <${PresentLine} />
    ${
      me &&
      html`<details class="hello">
        <summary><${Icon} name="chevron-right" /> ${t("member.hello")}</summary>
        <${MyDetails} key=${me.name || ""} me=${me} />
      </details>`
    }
  `;
}

/**
 * The speaker's link, which opens in a new window, and the number of questions.
 * @param {{section: SectionRecord}} props
 */
function Presentation({ section }) {
  const n = zonesNow().reduce((sum, zone) => sum + notesOf(zone.id).length, 0);
  return html`<div class="row apart">
    ${
      section.link &&
      html`<a class="button quiet small" href=${section.link} target="_blank" rel="noopener noreferrer">
        <${Icon} name="file-text" /> <bdi>${section.link_label || t("agenda.kind_link")}</bdi>
        <span class="unseen"> ${t("member.new_window")}</span>
      </a>`
    }
    <p class="num">${t("agenda.questions_so_far", { n })}</p>
  </div>`;
}
