// @ts-check
import { html } from "../../../vendor/preact.js";
import { all, get } from "../../core/records.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { presentCounts } from "../../voices/queries.js";

/** Who is here: names only where people gave one, otherwise the friendly marker. Nobody is shown as absent. */
export function PeoplePanel() {
  const people = all("person").filter((person) => !get("kept_out", person.id));
  const counts = presentCounts();
  return html`<section class="panel" aria-labelledby="people-h">
    <h2 id="people-h">${t("member.people")}</h2>
    <p class="num">${t("chair.rows.here", counts)}</p>
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
        (person) => html`<li key=${person.id} class=${person.name ? "" : "soft"}>
          <bdi>${person.name || person.marker}</bdi>
          ${person.role !== "participant" && html` <small class="soft">(${t(`chair.people.${person.role}`)})</small>`}
        </li>`,
      )}
    </ul>
  `;
}
