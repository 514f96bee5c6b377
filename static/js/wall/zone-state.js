// @ts-check
// The state of a zone: private writing, or a dot vote.
import { html } from "../../vendor/preact.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { myDots } from "./note/note-marks.js";

/** A line about the zone, if there is anything to say. @param {{zone: ZoneRecord}} props */
export function ZoneState({ zone }) {
  if (!zone.alone && !zone.voting) return null;
  return html`<div class="zone-state">
    ${
      zone.alone &&
      html`<p>
        <${Icon} name="eye-off" /> <b>${t("wall.alone.on")}</b> ${t("wall.alone.so_far", { n: zone.waiting })}
      </p>`
    }
    ${
      zone.voting &&
      html`<p>
        <${Icon} name="circle-dot" /> <b>${t("wall.vote.left", { n: myDots(zone).left })}</b> <${Dots}
          of=${zone.dots}
          left=${myDots(zone).left}
        />
        <span class="num">${t("common.vote.voters", { n: zone.voters, m: zone.can_vote })}</span>
      </p>`
    }
  </div>`;
}

/** @param {{of: number, left: number}} props */
function Dots({ of, left }) {
  const dots = "●".repeat(left) + "○".repeat(Math.max(0, of - left));
  return html`<span class="dots-left" aria-hidden="true">${dots} </span>`;
}
