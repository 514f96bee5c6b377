// @ts-check
// What can be done with an open note besides writing: moving it to a zone or a group, and the chair's tools.
import { html } from "../../../vendor/preact.js";
import { send } from "../../core/outbox.js";
import { all, get } from "../../core/records.js";
import { isChairOrHelper } from "../../core/roles.js";
import { useFormDraft } from "../../drafts/form-draft.js";
import { Icon } from "../../ui/icon.js";
import { picked } from "../../ui/picked.js";
import { TextBox } from "../../ui/text-box.js";
import { showRefusal, showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import { EraseText } from "../erase-text.js";
import { myWallZones } from "../queries.js";
import { translationsOf } from "./note-language.js";

/** All text of a note, with its translations and that of the notes merged into it. @param {NoteRecord} note */
export const wordsOf = (note) =>
  [note.text]
    .concat(
      translationsOf(note).map(([, words]) => words),
      note.merged || [],
    )
    .join("\n");

/** The controls for the note's place on the wall. @param {{note: NoteRecord, onMove?: () => void}} props */
export function NotePlaceFields({ note, onMove }) {
  const draft = useFormDraft("group-of", note.id, { name: "" });
  const { name } = draft.form;
  const zones = isChairOrHelper() ? all("zone") : myWallZones();
  const groups = all("group").filter((group) => group.zone === note.zone);
  /** @param {Omit<CommandArgs["note.move"], "note">} place */
  const move = (place) => send("note.move", { note: note.id, ...place }).then(showRefusal);
  const moveToZone = async (/** @type {string} */ zone) => {
    const answer = await move({ zone });
    if (answer.ok) showToast(t("wall.plane.moved", { zone: get("zone", zone)?.title || "" }));
  };
  const addGroup = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const args = { zone: note.zone, title: name, notes: [note.id] };
    showRefusal(await draft.submit((stored) => send("group.add", args, stored)));
  };
  return html`<div class="note-where">
    ${
      onMove &&
      html`<button type="button" class="button quiet" onClick=${onMove}>
        <${Icon} name="move" /> ${t("wall.plane.move")}
      </button>`
    }
    ${
      zones.length > 1 &&
      html`<label class="field">
        <span class="label">${t("wall.note.zone")}</span>
        <select
          class="input"
          onChange=${picked(moveToZone)}
        >
          ${zones.map(
            (zone) => html`<option key=${zone.id} value=${zone.id} selected=${zone.id === note.zone}>
              ${zone.title}
            </option>`,
          )}
        </select>
      </label>`
    }
    ${
      (groups.length > 0 || note.group) &&
      html`<label class="field">
        <span class="label">${t("wall.note.group")}</span>
        <select
          class="input"
          onChange=${picked((value) => move({ group: value || null }))}
        >
          <option value="" selected=${!note.group}>${t("wall.note.no_group")}</option>
          ${groups.map(
            (each) => html`<option key=${each.id} value=${each.id} selected=${each.id === note.group}>
              ${each.title}
            </option>`,
          )}
        </select>
      </label>`
    }
    ${
      isChairOrHelper() &&
      html`<form class="row" onSubmit=${addGroup}>
        <${TextBox}
          class="input grow"
          dir="auto"
          value=${name}
          aria-label=${t("wall.group.new")}
          placeholder=${t("wall.group.new")}
          limit=${120}
          onText=${draft.type("name")}
        />
        <button class="button quiet" type="submit" disabled=${!name.trim()}>${t("wall.group.make")}</button>
      </form>`
    }
  </div>`;
}

/** What only the chair and helpers can do with a note. @param {{note: NoteRecord}} props */
export function ChairTools({ note }) {
  return html`<div class="row">
    ${
      note.merged &&
      html`<button
        type="button"
        class="button quiet small"
        onClick=${() => send("note.split", { note: note.id }).then(showRefusal)}
      >
        <${Icon} name="ungroup" /> ${t("wall.merged.split")}
      </button>`
    }
    <${EraseText} kind="note" id=${note.id} words=${wordsOf(note)} />
  </div>`;
}
