// @ts-check
import { html } from "../../../vendor/preact.js";
import { you } from "../../core/connection.js";
import { all, get } from "../../core/records.js";
import { useFormDraft } from "../../drafts/form-draft.js";
import { Icon } from "../../ui/icon.js";
import { TextBox } from "../../ui/text-box.js";
import { t } from "../../ui/words.js";
import { placesWords, presentCounts } from "../../voices/queries.js";
import { saveCommand } from "../shell/commands.js";

/** Who is here: names only where people gave one, otherwise the friendly marker. Nobody is shown as absent. */
export function PeoplePanel() {
  const people = all("person").filter((person) => !get("kept_out", person.id));
  const counts = presentCounts();
  const me = get("person", you.value?.id);
  return html`<section class="panel" aria-labelledby="people-h">
    <h2 id="people-h">${t("member.people")}</h2>
    <p class="num">${placesWords(counts)}</p>
    ${me && html`<${OwnName} me=${me} />`}
    <p class="soft small-text">${t("chair.people.counted")}</p>
    <div class="people">
      ${["room", "remote"].map(
        (place) => html`<${PeopleByPlace}
          key=${place}
          place=${place}
          people=${people.filter((person) => person.place === place)}
        />`,
      )}
    </div>
  </section>`;
}

/**
 * The name of the person at this console: the chair and helpers may give one, as everybody may.
 * @param {{me: PersonRecord}} props
 */
function OwnName({ me }) {
  const draft = useFormDraft("person", me.id, { name: me.name || "" });
  const { name } = draft.form;
  /** @param {Event} event */
  const save = (event) => {
    event.preventDefault();
    draft.submit((stored) => saveCommand("person.edit", { name }, undefined, stored));
  };
  return html`<form class="row low" onSubmit=${save}>
    <label class="field grow">
      <span class="label">${t("chair.people.own_name")}</span>
      <${TextBox} class="input" dir="auto" limit=${60} value=${name} onText=${draft.type("name")} />
    </label>
    <button class="button quiet small" type="submit" disabled=${name.trim() === (me.name || "")}>${t("common.save")}</button>
  </form>`;
}

/** @param {{place: string, people: PersonRecord[]}} props */
function PeopleByPlace({ place, people }) {
  if (!people.length) return null;
  const named = people.filter((person) => person.name);
  const others = people.filter((person) => !person.name);
  return html`
    <h3 class="people-place">
      <${Icon} name=${place === "room" ? "armchair" : "laptop"} /> ${t(`chair.people.${place}`)} <span class="soft num">
        ${people.length}
      </span>
    </h3>
    <ul class="names">
      ${named.concat(others).map(
        (person) => html`<li key=${person.id} data-person=${person.id} tabindex="-1" class=${person.name ? "" : "soft"}>
          <bdi>${person.name || person.marker}</bdi>
          ${person.role !== "participant" && html` <small class="soft">(${t(`chair.people.${person.role}`)})</small>`}
        </li>`,
      )}
    </ul>
  `;
}
