// @ts-check
// Who is here: counts, and names only of people who gave one. Nobody is shown as absent.
import { html } from "../../vendor/preact.js";
import { you } from "../core/connection.js";
import { send } from "../core/outbox.js";
import { all, get, one } from "../core/records.js";
import { useFormDraft } from "../drafts/form-draft.js";
import { Icon } from "../ui/icon.js";
import { ticked } from "../ui/picked.js";
import { TextBox } from "../ui/text-box.js";
import { showRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { placesWords } from "../voices/queries.js";
import { EraseMyNotes } from "../wall/erase-text.js";

export function PresentLine() {
  return html`<p class="row soft"><${Icon} name="users" /> ${placesWords()}</p>`;
}

export function People() {
  const named = all("person").filter((person) => person.name && person.id !== you.value?.id);
  const me = get("person", you.value?.id);
  return html`<section class="stack tight" aria-labelledby="people-h">
    <h2 id="people-h">${t("member.people")}</h2>
    <${PresentLine} />
    ${
      named.length > 0 &&
      html`<ul class="row names">
        ${named.map((person) => html`<li key=${person.id} class="pill"><bdi>${person.name}</bdi></li>`)}
      </ul>`
    }
    ${me && html`<${MyDetails} me=${me} />`}
  </section>`;
}

/** Whether this person has notes that can still be erased: once the meeting is closed, nobody knows who wrote what. */
const hasErasableNotes = () => one("meeting")?.state !== "closed" && all("mine").some((mine) => mine.kind === "note");

/** @param {{me: PersonRecord}} props */
export function MyDetails({ me }) {
  const draft = useFormDraft("person", me.id, { name: me.name || "" });
  const { name } = draft.form;
  /** @param {Event} event */
  const save = (event) => {
    event.preventDefault();
    draft.submit((stored) => send("person.edit", { name }, stored).then(showRefusal));
  };
  const other = me.place === "room" ? "remote" : "room";
  return html`<div class="card stack tight">
    <p>
      ${me.name ? "" : t("member.you_are", { marker: me.marker })} ${t(`member.you_${me.place}`)}
      ${
        !me.name &&
        html`<button class="button plain small" type="button" onClick=${() => send("person.marker").then(showRefusal)}>
          ${t("voice.mine.another")}
        </button>`
      }
    </p>
    <form class="row low" onSubmit=${save}>
      <label class="field grow">
        <span class="label">${t("member.name")}</span>
        <${TextBox} class="input" dir="auto" limit=${60} value=${name} onText=${draft.type("name")} />
      </label>
      <button class="button quiet small" type="submit" disabled=${name.trim() === (me.name || "")}>
        ${t("common.save")}
      </button>
    </form>
    <label class="tick">
      <input
        type="checkbox"
        checked=${Boolean(me.newcomer)}
        onChange=${ticked((isTicked) => send("person.edit", { newcomer: isTicked }).then(showRefusal))}
      /> ${t("voice.mine.newcomer")}
    </label>
    <button
      class="button plain small"
      type="button"
      onClick=${() => send("person.edit", { place: other }).then(showRefusal)}
    >
      ${t(`member.move_${other}`)}
    </button>
    ${hasErasableNotes() && html`<${EraseMyNotes} />`}
  </div>`;
}
