// @ts-check
// Two lists for the report: what the meeting recommends and to whom, and resources that may be useful to others.
import { html, useState } from "../../../vendor/preact.js";
import { all } from "../../core/records.js";
import { CancelButton, formName, KeptHint, useFormDraft } from "../../drafts/form-draft.js";
import { tabStorage } from "../../drafts/tab-storage.js";
import { Autosave } from "../../ui/autosave.js";
import { Icon } from "../../ui/icon.js";
import { TextBox } from "../../ui/text-box.js";
import { t } from "../../ui/words.js";
import { EraseText } from "../../wall/erase-text.js";
import { commandHandler, saveCommand } from "../shell/commands.js";
import { ConfirmButton } from "../shell/confirm-button.js";
import { SortableList } from "../shell/sortable-list.js";
import { quoteTarget } from "./quote-from-wall.js";

/** @typedef {RecommendationRecord | ResourceRecord} Entry */
/**
 * A field of a list entry: its name and its maximum length. A new entry does not have those that come `later`.
 * @typedef {{field: Exclude<keyof RecommendationRecord | keyof ResourceRecord, "id" | "order">, limit: number,
 *   rows?: number, needed?: boolean, type?: string, later?: boolean}} Field
 */

/** @type {Field[]} */
const RECOMMENDATION = [
  { field: "text", limit: 1000, rows: 2, needed: true },
  { field: "to", limit: 120 },
  { field: "answer", limit: 1000, rows: 2, later: true },
];
/** @type {Field[]} */
const RESOURCE = [
  { field: "title", limit: 120, needed: true },
  { field: "url", limit: 500, type: "url" },
  { field: "helps", limit: 300 },
];

export function Recommendations() {
  return html`<${EntryList} kind="recommendation" fields=${RECOMMENDATION} />`;
}

export function Resources() {
  return html`<${EntryList} kind="resource" fields=${RESOURCE} />`;
}

/** @param {{kind: "recommendation" | "resource", fields: Field[]}} props */
function EntryList({ kind, fields }) {
  const rows = all(kind);
  const heading = t(`chair.drawer.${kind}.heading`);
  const textOf = (/** @type {Entry} */ row, /** @type {Field["field"]} */ field) =>
    String(/** @type {Partial<RecommendationRecord & ResourceRecord>} */ (row)[field] ?? "");
  const first = fields[0].field;
  const named = (/** @type {Entry} */ row) => short(textOf(row, first));
  return html`<section class="stack tight" aria-labelledby=${`${kind}-h`}>
    <h3 id=${`${kind}-h`}>${heading} ${rows.length > 0 && html`<span class="soft num">${rows.length}</span>`}</h3>
    <p class="soft small-text">${t(`chair.drawer.${kind}.about`)}</p>
    <${SortableList} kind=${kind} rows=${rows} named=${named} label=${heading}>
      ${(/** @type {Entry} */ row) => html`
        ${fields.map(
          (each) => html`<${Autosave}
            key=${each.field}
            label=${t(`chair.drawer.${kind}.${each.field}`)}
            value=${textOf(row, each.field)}
            name=${`${kind}.edit`}
            args=${{ [kind]: row.id }}
            ...${each}
            onFocus=${each.rows ? quoteTarget(named(row)) : undefined}
          />`,
        )}
        <div class="row">
          <${ConfirmButton}
            words="chair.remove"
            confirm=${`chair.drawer.${kind}.remove_sure`}
            onConfirm=${commandHandler(`${kind}.remove`, removeArgs(kind, row.id))}
          />
          <${EraseText} kind=${kind} id=${row.id} words=${textOf(row, first)} label=${named(row)} />
        </div>
      `}
    </>
    <${AddEntry} kind=${kind} fields=${fields.filter(({ later }) => !later)} />
  </section>`;
}

/** @param {"recommendation" | "resource"} kind @param {string} id */
const removeArgs = (kind, id) => (kind === "resource" ? { resource: id } : { recommendation: id });

/** The form for a new entry. @param {{kind: "recommendation" | "resource", fields: Field[]}} props */
function AddEntry({ kind, fields }) {
  const [isOpen, setIsOpen] = useState(() => tabStorage.getItem(formName(kind)) !== null);
  return isOpen
    ? html`<${NewEntry} kind=${kind} fields=${fields} onClose=${() => setIsOpen(false)} />`
    : html`<div class="row">
      <button type="button" class="button quiet small" onClick=${() => setIsOpen(true)}>
        <${Icon} name="plus" /> ${t(`chair.drawer.${kind}.add`)}
      </button>
    </div>`;
}

/** @param {{kind: "recommendation" | "resource", fields: Field[], onClose: () => void}} props */
function NewEntry({ kind, fields, onClose }) {
  /** @type {Record<string, string>} */
  const empty = Object.fromEntries(fields.map(({ field }) => [field, ""]));
  const draft = useFormDraft(kind, "", empty);
  const { form } = draft;
  const first = fields[0].field;
  /** @param {Event} event */
  const add = async (event) => {
    event.preventDefault();
    if (!(form[first] || "").trim()) return;
    const { title = "", ...others } = form;
    const answer = await draft.submit((stored) =>
      kind === "resource"
        ? saveCommand("resource.add", { title, ...others }, undefined, stored)
        : saveCommand("recommendation.add", form, undefined, stored),
    );
    if (answer.ok) onClose();
  };
  return html`<form class="sortable-row report-add" onSubmit=${add}>
    <${KeptHint} draft=${draft} />
    ${fields.map(({ field, limit, rows, type }) => {
      const more = {
        class: "input",
        dir: "auto",
        limit,
        value: form[field],
        autofocus: field === first,
        onText: draft.type(field),
      };
      return html`<label class="field" key=${field}>
        <span class="label">${t(`chair.drawer.${kind}.${field}`)}</span>
        <${TextBox}
          rows=${rows}
          type=${rows ? undefined : type || "text"}
          placeholder=${type === "url" ? "https://" : undefined}
          ...${more}
        />
      </label>`;
    })}
    <div class="row">
      <button class="button small" type="submit" aria-disabled=${(form[first] || "").trim() ? undefined : "true"}>
        ${t(`chair.drawer.${kind}.add`)}
      </button>
      <${CancelButton} draft=${draft} onClose=${onClose} />
    </div>
  </form>`;
}

/** The beginning of a text, as its name. @param {string} text */
const short = (text) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
