// @ts-check
// How to split up: how many groups, who with whom, for how long, with which question, and where the notes go that they
// pick.
import { html, useState } from "../../../vendor/preact.js";
import { agendaPosition } from "../../agenda/running-order.js";
import { all } from "../../core/records.js";
import { Dialog } from "../../ui/dialog.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { currentZones, mainZones } from "../../wall/queries.js";
import { runCommand } from "../shell/commands.js";
import { closeDialog } from "../shell/screen-state.js";
import { breakoutsInView } from "./breakout-walls.js";

const MAX_GROUPS = 12;
/** The usual size of a group: small enough for everyone to have their say. */
const USUAL_SIZE = 4;
const MINUTES = [5, 10, 15, 20, 30];

/** Whether a group's notes can go to this zone. @param {ZoneRecord} zone */
const acceptsNotes = (zone) => zone.role !== "hopes";
/** How many people could be put into groups now. */
const peopleToSplit = () => all("person").filter((person) => person.online && person.role === "participant").length;

export function SplitDialog() {
  const people = peopleToSplit();
  const [count, setCount] = useState(() => Math.min(MAX_GROUPS, Math.max(2, Math.round(peopleToSplit() / USUAL_SIZE))));
  const [how, setHow] = useState(/** @type {TeamsRecord["how"]} */ ("mixed"));
  const [by, setBy] = useState(/** @type {TeamsRecord["by"]} */ ("chance"));
  const [minutes, setMinutes] = useState(10);
  const [prompt, setPrompt] = useState(() => agendaPosition().section?.prompt || "");
  const [target, setTarget] = useState(
    () => (currentZones().filter(acceptsNotes)[0] || mainZones().filter(acceptsNotes)[0])?.id || "",
  );
  const few = people < count;
  /** @param {Event} event */
  const split = async (event) => {
    event.preventDefault();
    const answer = await runCommand("teams.split", { count, how, by, minutes, prompt, target: target || null });
    if (!answer.ok) return;
    breakoutsInView.value = true;
    closeDialog();
  };
  return html`<${Dialog} title=${t("team.panel.split")} onClose=${closeDialog}>
    <form class="stack" onSubmit=${split}>
      <div class="stack tight">
        <div class="row">
          <span class="label" id="breakouts-count"><b>${t("team.form.count")}</b></span>
          <button
            type="button"
            class="button quiet small"
            aria-label=${t("team.form.fewer")}
            disabled=${count <= 2}
            onClick=${() => setCount(count - 1)}
          >
            <${Icon} name="minus" />
          </button>
          <output class="num breakouts-count" aria-labelledby="breakouts-count" aria-live="polite">${count}</output>
          <button
            type="button"
            class="button quiet small"
            aria-label=${t("team.form.more")}
            disabled=${count >= MAX_GROUPS}
            onClick=${() => setCount(count + 1)}
          >
            <${Icon} name="plus" />
          </button>
        </div>
        <p class=${`small-text ${few ? "error" : "soft"}`} role="status">
          ${few ? t("team.form.few", { n: people }) : t("team.form.each", { n: sizes(people, count) })}
        </p>
      </div>
      <${Choice} name="how" legend="team.form.how" values=${["mixed", "apart"]} value=${how} onPick=${setHow} />
      <${Choice} name="by" legend="team.form.by" values=${["chance", "choice"]} value=${by} onPick=${setBy} />
      <fieldset class="row choices">
        <legend>${t("team.form.minutes")}</legend>
        ${MINUTES.map(
          (each) => html`<label key=${each} class="choice num">
            <input
              type="radio"
              name="teams-minutes"
              value=${each}
              checked=${each === minutes}
              onChange=${() => setMinutes(each)}
            />
            <span>${t("agenda.minutes", { n: each })}</span>
          </label>`,
        )}
      </fieldset>
      <label class="field">
        <span class="label">${t("team.form.prompt")}</span>
        <textarea
          class="input"
          rows="2"
          dir="auto"
          maxlength="300"
          value=${prompt}
          onInput=${(/** @type {Event & {target: HTMLInputElement}} */ event) => setPrompt(event.target.value)}
        ></textarea>
      </label>
      ${
        mainZones().some(acceptsNotes) &&
        html`<label class="field">
          <span class="label">${t("team.form.target")}</span>
          <select
            class="input"
            onChange=${(/** @type {Event & {target: HTMLInputElement}} */ event) => setTarget(event.target.value)}
          >
            ${mainZones()
              .filter(acceptsNotes)
              .map(
                (zone) =>
                  html`<option key=${zone.id} value=${zone.id} selected=${zone.id === target}>${zone.title}</option>`,
              )}
          </select>
        </label>`
      }
      <button class="button" type="submit" disabled=${few}><${Icon} name="users" /> ${t("team.form.split")}</button>
    </form>
  </>`;
}

/** The size of the groups: "4", or "3 or 4" where they differ. @param {number} people @param {number} count */
function sizes(people, count) {
  const least = Math.floor(people / count);
  return people % count ? t("team.form.between", { least, most: least + 1 }) : String(least);
}

/** @param {{name: string, legend: string, values: string[], value: string, onPick: (value: string) => void}} props */
function Choice({ name, legend, values, value, onPick }) {
  return html`<fieldset class="row choices">
    <legend>${t(legend)}</legend>
    ${values.map(
      (each) => html`<label key=${each} class="choice">
        <input
          type="radio"
          name=${`teams-${name}`}
          value=${each}
          checked=${each === value}
          onChange=${() => onPick(each)}
        />
        <span>${t(`team.form.${each}`)}</span>
      </label>`,
    )}
  </fieldset>`;
}
