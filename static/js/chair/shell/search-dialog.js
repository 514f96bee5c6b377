// @ts-check
// Search on the console: people, notes and parts of the agenda, by any of their words.
import { html, useEffect, useState } from "../../../vendor/preact.js";
import { all, get } from "../../core/records.js";
import { allCards, nameOf } from "../../photos/photo-card.js";
import { Dialog } from "../../ui/dialog.js";
import { fold } from "../../ui/fold.js";
import { Status } from "../../ui/status.js";
import { StillList } from "../../ui/still-list.js";
import { TextBox } from "../../ui/text-box.js";
import { t } from "../../ui/words.js";
import { displayName } from "../../voices/queries.js";
import { NoteDialog } from "../../wall/note/note-dialog.js";
import { translationsOf } from "../../wall/note/note-language.js";
import { openNote } from "../../wall/queries.js";
import { closeDialog, openPanel, showPart } from "./screen-state.js";

/** Of each kind; another word finds fewer. */
const MOST_SHOWN = 20;

/** @typedef {{id: string, words: string, about?: string, open: () => void}} Found */

export function SearchDialog() {
  const [query, setQuery] = useState("");
  const open = openNote.value?.where === "search" ? openNote.value.id : "";
  useEffect(
    () => () => {
      if (openNote.peek()?.where === "search") openNote.value = null;
    },
    [],
  );
  const found = query.trim() ? search(query) : null;
  return html`<${Dialog} title=${t("chair.search.heading")} onClose=${closeDialog}>
    <label class="field">
      <span class="label">${t("chair.search.label")}</span>
      <${TextBox} class="input" dir="auto" autofocus value=${query} onText=${setQuery} />
    </label>
    <${Status} class="soft num">
      ${found && t("chair.search.found", { n: found.reduce((sum, [, items]) => sum + items.length, 0) })}
    </>
    ${
      open
        ? html`<${NoteDialog} key=${open} id=${open} />`
        : found?.map(([kind, items]) => html`<${Results} key=${`${kind} ${query}`} kind=${kind} items=${items} />`)
    }
  </>`;
}

/** The text without accents too: people who search may not have them on the keyboard. @param {string} text */
const plain = (text) => fold(text).replace(/\p{M}/gu, "");

/** What contains each word of the query. @param {string} query @returns {[string, Found[]][]} */
function search(query) {
  const words = plain(query).split(" ").filter(Boolean);
  const matches = (/** @type {string} */ text) => words.every((word) => plain(text).includes(word));
  const people = all("person").filter((person) => !get("kept_out", person.id) && matches(displayName(person.id)));
  const notes = allCards().filter((card) =>
    [nameOf(card), card.text, ...translationsOf(card).map(([, words]) => words)].some(matches),
  );
  const parts = all("section").filter((section) => matches(`${section.title} ${section.prompt}`));
  return [
    [
      "people",
      people.map(({ id, place }) => ({
        id,
        words: displayName(id),
        about: t(`voice.${place}`),
        open: () => leaveFor(() => openPanel("people", `[data-person="${id}"]`)),
      })),
    ],
    [
      "notes",
      notes.map((card) => ({
        id: card.id,
        words: card.text || nameOf(card),
        about: get("zone", card.zone)?.title,
        open: () => (openNote.value = { id: card.id, where: "search" }),
      })),
    ],
    ["parts", parts.map(({ id, title }) => ({ id, words: title, open: () => leaveFor(() => showPart(id)) }))],
  ];
}

/** Goes to what was found, once the dialog has given the focus back. @param {() => void} go */
function leaveFor(go) {
  closeDialog();
  window.setTimeout(go);
}

/** @param {{kind: string, items: Found[]}} props */
function Results({ kind, items }) {
  if (!items.length) return null;
  const more = items.length - MOST_SHOWN;
  return html`<section class="stack tight" aria-labelledby=${`found-${kind}`}>
    <h3 id=${`found-${kind}`}>${t(`chair.search.${kind}`)}</h3>
    <${StillList}
      class="found"
      items=${items.slice(0, MOST_SHOWN)}
      open=${false}
      row=${(/** @type {Found} */ { words, about, open }, /** @type {object} */ attributes) =>
        html`<li ...${attributes}>
          <button type="button" class="found-item" onClick=${open}>
            <span dir="auto">${words}</span> ${about && html`<small class="soft" dir="auto">${about}</small>`}
          </button>
        </li>`}
    />
    ${more > 0 && html`<p class="soft num">${t("chair.search.more", { n: more })}</p>`}
  </section>`;
}
