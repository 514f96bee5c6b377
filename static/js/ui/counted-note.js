// @ts-check
// What people should know of published counts. Answers are counted in batches, so that nobody can read one answer from
// how the counts change: some answers may be in and not counted yet.
import { html } from "../../vendor/preact.js";
import { t } from "./words.js";

/**
 * When the answers are shown, when more of them are counted, and in the end how many stay private.
 * @param {{question: {received: number, floor: number}, counted: number, over: boolean, soon?: boolean, brief?:
 *   boolean}} props
 *   `counted`: how many answers the counts have, 0 if there are none; `over`: nobody can answer any more; `soon`:
 *   they are counted a few seconds after enough have come; `brief`: only while there is something to wait for
 */
export function CountedNote({ question, counted, over, soon, brief }) {
  const words =
    countedWords(question, counted, over, soon) || (!over && !brief && t("common.answers.changes", question));
  return words ? html`<p class="counted-note num">${words}</p>` : null;
}

/**
 * @param {{received: number, floor: number}} question
 * @param {number} counted
 * @param {boolean} over
 * @param {boolean} [soon]
 */
export function countedWords({ received, floor }, counted, over, soon) {
  const more = received - counted;
  if (over) return more > 0 ? t(counted ? "common.answers.private" : "common.answers.few", { n: more }) : "";
  // Those of the chair's side and of guests are among the answers, but bring no counts about.
  const why = soon ? "soon" : "not_ours";
  if (more >= floor) return t(`common.answers.${counted ? "" : "first_"}${why}`, { n: more, floor });
  if (!counted) return t("common.answers.hidden", { floor });
  return more > 0 ? t("common.answers.since", { n: more, floor }) : "";
}
