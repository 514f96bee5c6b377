// @ts-check
import { html } from "../../vendor/preact.js";
import { all } from "../live/records.js";
import { HereLine } from "../member/people.js";
import { t } from "../ui/words.js";

/** Who is here: names only where given, else the friendly marker. */
export function PeoplePanel() {
  const here = all("person").filter((person) => person.online);
  return html`<section class="panel" aria-labelledby="people-h">
    <h2 id="people-h">${t("member.people")}</h2>
    <${HereLine} />
    <details><summary>${t("chair.people.list")}</summary>
      ${["room", "remote"].map((place) => html`<h3 key=${place} class="people-place">${t(`chair.people.${place}`)}</h3><ul class="row names">${here.filter((person) => person.place === place).map((person) => html`<li key=${person.id} class="pill"><bdi>${person.name || person.marker}</bdi></li>`)}</ul>`)}
    </details>
  </section>`;
}
