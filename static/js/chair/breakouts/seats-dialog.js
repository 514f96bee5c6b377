// @ts-check
// Who is in which small group, and moving somebody to another. Choosing and moving are two steps, because the arrow
// keys pass through all groups on the way to the right one.
import { html, useState } from "../../../vendor/preact.js";
import { breakoutOf, breakoutsAreOn, breakoutsFor } from "../../breakouts/queries.js";
import { all, get } from "../../core/records.js";
import { Dialog } from "../../ui/dialog.js";
import { StillList } from "../../ui/still-list.js";
import { showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import { displayName } from "../../voices/queries.js";
import { runCommand } from "../shell/commands.js";
import { closeDialog } from "../shell/screen-state.js";
import { GroupCalls } from "./group-calls.js";

export function SeatsDialog() {
  const people = all("person").filter(
    (person) => !get("kept_out", person.id) && (person.role === "participant" || get("seat", person.id)),
  );
  // Sorted by name and not by group, so that a row stays in its place when somebody has been moved.
  people.sort((a, b) => displayName(a.id).localeCompare(displayName(b.id)));
  return html`<${Dialog} title=${t("team.panel.seats")} onClose=${closeDialog}>
    ${
      breakoutsAreOn()
        ? html`
          <p class="soft">${t("team.seats.about")}</p>
          <${StillList}
            class="people-rows"
            items=${people}
            open=${false}
            sizeOf=${(/** @type {PersonRecord} */ person) => displayName(person.id)}
            row=${(/** @type {PersonRecord} */ person, /** @type {object} */ attributes) =>
              html`<li ...${attributes} class="row apart">
                <span>
                  <bdi>${displayName(person.id)}</bdi> <span class="soft small-text">
                    ${t(`voice.${person.place}`)}
                  </span>
                </span> <${SeatOf} person=${person} />
              </li>`}
          />
          <${GroupCalls} />
        `
        : html`<p>${t("team.board.over")}</p>`
    }
  </>`;
}

/** One person's group, to be changed. @param {{person: PersonRecord}} props */
export function SeatOf({ person }) {
  const [chosen, setChosen] = useState("");
  const name = displayName(person.id);
  const current = breakoutOf(person.id);
  const fitting = breakoutsFor(person);
  const teams = current && fitting.indexOf(current) < 0 ? [current].concat(fitting) : fitting;
  const to = teams.find((team) => team.id === chosen) || current;
  const unchanged = !to || to === current;
  const move = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (unchanged || !(await runCommand("team.join", { team: to.id, person: person.id })).ok) return;
    setChosen("");
    showToast(t("team.seats.moved", { name, team: to.title }));
  };
  return html`<form class="row seat-of" onSubmit=${move}>
    <select
      class="input"
      aria-label=${t("team.seats.label", { name })}
      onChange=${(/** @type {Event & {target: HTMLInputElement}} */ event) => setChosen(event.target.value)}
    >
      ${!current && html`<option value="" selected=${!to}>${t("team.seats.none")}</option>`}
      ${teams.map(
        (team) => html`<option key=${team.id} value=${team.id} selected=${team === to}>${team.title}</option>`,
      )}
    </select>
    <button
      type="submit"
      class="button quiet small"
      aria-disabled=${unchanged ? "true" : undefined}
      aria-label=${t("team.seats.move_label", { name })}
    >
      ${t("team.seats.move")}
    </button>
  </form>`;
}
