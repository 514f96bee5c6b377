// @ts-check
// The first stop of the Tab key on a member's page: the box to write in, which a full wall has dozens of stops before.
// Where nothing is to be written it leads to what can be done instead.
import { html } from "../../vendor/preact.js";
import { myBreakoutZone } from "../breakouts/queries.js";
import { one } from "../core/records.js";
import { t } from "../ui/words.js";
import { myWallZones } from "../wall/queries.js";

/** What can be done, the first of which is there: an answer, what concerns this person now, what is on the page. */
const ELSEWHERE = [".track input", ".notices :is(button, a)", ".kind a", "main :is(.phone-page, .mirror, .swipe)"];

/** Whether a box to write in is open now. */
function isAsked() {
  const now = one("on_now");
  const asked = !now?.section || now.zones.length > 0 || Boolean(myBreakoutZone());
  return asked && one("meeting")?.state !== "closed" && myWallZones().length > 0;
}

/** @param {{onNotes: () => void}} props  `onNotes`: shows the notes, where they are one part of several. */
export function SkipLink({ onNotes }) {
  const asked = isAsked();
  const skip = () => {
    if (asked) onNotes();
    // The box is there after the next render.
    window.setTimeout(() => {
      const places = (asked ? ["#composer"] : []).concat(ELSEWHERE);
      const target = places.map((each) => document.querySelector(each)).find(Boolean);
      if (target instanceof HTMLElement) target.focus();
    });
  };
  return html`<button type="button" class="unseen button skip" onClick=${skip}>
    ${t(asked ? "member.skip.write" : "member.skip.now")}
  </button>`;
}
