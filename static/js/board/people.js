// @ts-check
// People on the board: how many are here, and where a speaker is. Absent people are never shown.
import { html } from "../../vendor/preact.js";
import { get } from "../core/records.js";
import { Icon } from "../ui/icon.js";
import { t } from "../ui/words.js";
import { presentCounts } from "../voices/queries.js";

/** Where somebody takes part, as an icon and a word. @param {{id: string}} props */
export function PersonPlace({ id }) {
  const person = get("person", id);
  if (!person) return null;
  return html`<span class="board-where">
    <${Icon} name=${person.place === "room" ? "armchair" : "monitor"} /> ${t(`board.round.${person.place}`)}
  </span>`;
}

/** How many are here, in the room and remote, each with its icon. */
export function PresentCounts() {
  const { room, remote } = presentCounts();
  return html`<ul class="board-here">
    <li><${Icon} name="armchair" /> ${t("common.in_room", { n: room })}</li>
    <li><${Icon} name="monitor" /> ${t("common.remote", { n: remote })}</li>
  </ul>`;
}

/**
 * A dot for each person: the first `full` are filled.
 * @param {{of: number, full: number, now?: number}} props
 */
export function PeopleDots({ of, full, now }) {
  return html`<p class=${`board-people ${of > 60 ? "many" : ""}`} aria-hidden="true">
    ${Array.from(
      { length: of },
      (_, index) => html`<i key=${index} class=${index === now ? "now" : index < full ? "full" : ""}></i>`,
    )}
  </p>`;
}
