// @ts-check
// Copies words from the wall into the report with one tap: as a recommendation, or into the text that is being written.
import { html, signal } from "../../../vendor/preact.js";
import { all } from "../../core/records.js";
import { allCards } from "../../photos/photo-card.js";
import { Icon } from "../../ui/icon.js";
import { labelled, listedApart } from "../../ui/lists.js";
import { StillList } from "../../ui/still-list.js";
import { showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import { runCommand } from "../shell/commands.js";

/**
 * The text field that was used last.
 * @type {import("../../../vendor/preact.js").Signal<{id: string, label: string, add: (words: string) => void} | null>}
 */
const lastField = signal(null);
/** Whether a tap puts words into that field rather than among the recommendations. */
const quoteIntoField = signal(false);

/** The `onFocus` of a field into which words can be copied: makes it the target. @param {string} label */
export const quoteTarget = (label) => (/** @type {{id: string, add: (words: string) => void}} */ field) => {
  lastField.value = { ...field, label };
  quoteIntoField.value = true;
};

export function QuoteFromWall() {
  // The field may be gone by now, together with its picture.
  const field = lastField.value && document.getElementById(lastField.value.id) ? lastField.value : null;
  const target = quoteIntoField.value ? field : null;
  /** @param {string} words @param {CommandArgs["recommendation.add"]} [args] */
  const quote = async (words, args = { text: words }) => {
    if (target) target.add(words);
    else if (!(await runCommand("recommendation.add", args)).ok) return;
    showToast(t("chair.drawer.pull.done", { where: target ? target.label : t("chair.drawer.recommendation.heading") }));
  };
  // Of photographs, what they show; of paper notes, what is written on them.
  const notes = allCards().filter((note) => note.text && !note.held && !note.alone);
  return html`<details class="report-pull">
    <summary><${Icon} name="sticky-note" /> ${t("chair.drawer.pull.heading")}</summary>
    <div class="report-pull-inside">
      <div class="row choices" role="group" aria-label=${t("chair.drawer.pull.into")}>
        <span class="soft small-text">${t("chair.drawer.pull.into")}</span>
        <button
          type="button"
          class="pill question-group"
          aria-pressed=${!target}
          onClick=${() => (quoteIntoField.value = false)}
        >
          ${t("chair.drawer.recommendation.heading")}
        </button>
        ${
          field &&
          html`<button
            type="button"
            class="pill question-group"
            aria-pressed=${Boolean(target)}
            onClick=${() => (quoteIntoField.value = true)}
          >
            <bdi>${field.label}</bdi>
          </button>`
        }
      </div>
      <p class="soft small-text">${t("chair.drawer.pull.about")}</p>
      ${all("zone").map((zone) => {
        const zoneNotes = notes.filter((note) => note.zone === zone.id);
        const groups = all("group").filter(
          (group) => group.zone === zone.id && zoneNotes.some((note) => note.group === group.id),
        );
        return (
          zoneNotes.length > 0 &&
          html`<${QuoteList}
            key=${zone.id}
            title=${zone.title}
            rows=${[
              ...groups.map((group) => ({
                id: group.id,
                icon: "group",
                words: groupWords(group, zoneNotes),
                onPull: quote,
              })),
              ...zoneNotes.map((note) => ({
                id: note.id,
                icon: "plus",
                words: note.text,
                onPull: (/** @type {string} */ words) => quote(words, note.photo ? { text: words } : { note: note.id }),
              })),
            ]}
          />`
        );
      })}
      <${QuoteList}
        title=${t("chair.scales.heading")}
        rows=${all("scale")
          .filter((scale) => scale.state !== "draft")
          .map((scale) => ({ id: scale.id, icon: "plus", words: scale.question, onPull: quote }))}
      />
      <${QuoteList}
        title=${t("chair.drawer.pull.steps")}
        rows=${all("step").map((step) => ({ id: step.id, icon: "plus", words: step.what, onPull: quote }))}
      />
    </div>
  </details>`;
}

/** A group in one sentence: its title and what its notes say. @param {GroupRecord} group @param {NoteRecord[]} notes */
function groupWords(group, notes) {
  const texts = notes.filter((note) => note.group === group.id).map((note) => note.text);
  return labelled(group.title, listedApart(texts));
}

/**
 * @typedef {{id: string, icon: string, words: string, onPull: (words: string) => void}} QuoteRow
 */

/**
 * @param {{title: string, rows: QuoteRow[]}} props
 */
function QuoteList({ title, rows }) {
  if (!rows.length) return null;
  return html`
    <h4 class="small-text" dir="auto">${title}</h4>
    <${StillList}
      class="pull-list"
      items=${rows}
      open=${false}
      sizeOf=${(/** @type {QuoteRow} */ { words }) => words}
      row=${(/** @type {QuoteRow} */ { icon, words, onPull }, /** @type {object} */ attributes) =>
        html`<li ...${attributes}>
          <button type="button" class="pull-row" onClick=${() => onPull(words)}>
            <${Icon} name=${icon} />
            <span dir="auto">${words}</span>
          </button>
        </li>`}
    />
  `;
}
