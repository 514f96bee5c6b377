// @ts-check
// A round that is longer than its part: what it comes to, said kindly, and what would help, with one tap.
import { html } from "../../../vendor/preact.js";
import { Status } from "../../ui/status.js";
import { t } from "../../ui/words.js";

/** What a section and one command can take at most, in minutes. */
const MOST_MINUTES = 240;
const MOST_MORE = 120;

/**
 * @param {{misfit: import("../../voices/round-fit.js").RoundMisfit, waiting?: boolean,
 *   onSeconds?: (seconds: number) => void, onMore?: (minutes: number) => void, total?: number}} props
 *   `waiting`: the people are those who still wait in a round that is on; `total`: the minutes of the part, if these are
 *   set and not added to
 */
export function RoundFitNotice({ misfit, waiting, onSeconds, onMore, total }) {
  const { people, minutes, each, seconds, more } = misfit;
  const what = !each || !minutes ? "over" : waiting ? "waiting" : "planned";
  const longer = total === undefined ? more <= MOST_MORE : total + more <= MOST_MINUTES;
  return html`<${Status} as="div" says="comes" class="round-fit stack tight">
    <p class="small-text">
      <b>${t(`voice.fit.${what}`, { n: people, minutes, each })}</b>
      ${` ${t(seconds ? "voice.fit.long" : "voice.fit.too_short")}`}
    </p>
    <div class="row">
      ${
        seconds > 0 &&
        onSeconds &&
        html`<button type="button" class="button quiet small" onClick=${() => onSeconds(seconds)}>
          ${t("voice.fit.seconds", { n: seconds })}
        </button>`
      }
      ${
        longer &&
        onMore &&
        html`<button type="button" class="button quiet small" onClick=${() => onMore(more)}>
          ${total === undefined ? t("voice.fit.more", { n: more }) : t("voice.fit.minutes", { n: total + more })}
        </button>`
      }
    </div>
  </>`;
}
