// @ts-check
// A guest's dots in a running vote. Where they put them is private, so nothing here shows it: the server counts, and
// says when all dots are used.
import { html } from "../../../vendor/preact.js";
import { startOf } from "../../photos/photo-card.js";
import { Icon } from "../../ui/icon.js";
import { StillList } from "../../ui/still-list.js";
import { showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import { newCardsWords } from "../../wall/cards-words.js";
import { wordsOfNote } from "../../wall/note/note-language.js";
import { notesOf } from "../../wall/queries.js";
import { runCommand } from "../shell/commands.js";

/** @param {{zone: ZoneRecord, guest: string, name: string}} props */
export function GuestDots({ zone, guest, name }) {
  const notes = notesOf(zone.id).filter((note) => !note.alone && !note.held);
  if (!notes.length) return null;
  /** @param {"vote.give" | "vote.take"} command @param {string} note @param {string} words */
  const act = async (command, note, words) => {
    if ((await runCommand(command, { note }, guest)).ok) showToast(t(words, { name }));
  };
  return html`<section class="stack tight guest-answer" aria-label=${t("voice.guest.dots", { name })}>
    <h3>${t("voice.guest.dots", { name })}</h3>
    <p class="soft small-text">${t("voice.guest.dots_about", { n: zone.dots })}</p>
    <${StillList}
      class="people-rows"
      items=${notes}
      words=${newCardsWords}
      sizeOf=${(/** @type {NoteRecord} */ note) => note.text}
      row=${(/** @type {NoteRecord} */ note, /** @type {object} */ attributes) =>
        html`<li ...${attributes} class="row apart">
          <span ...${wordsOfNote(note)}>${note.text}</span>
          <span class="row">
            <button
              type="button"
              class="button quiet small"
              aria-label=${t("voice.guest.dot_label", { name, text: startOf(note) })}
              onClick=${() => act("vote.give", note.id, "voice.guest.dot_given")}
            >
              <${Icon} name="plus" /> ${t("voice.guest.dot")}
            </button>
            <button
              type="button"
              class="button plain small"
              aria-label=${t("voice.guest.dot_back_label", { name, text: startOf(note) })}
              onClick=${() => act("vote.take", note.id, "voice.guest.dot_taken")}
            >
              ${t("voice.guest.dot_back")}
            </button>
          </span>
        </li>`}
    />
  </section>`;
}
