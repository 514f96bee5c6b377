// @ts-check
// What stands on the wall, with one tap into the report: as a recommendation, or into the text that is being written.
import { html, signal } from "../../../vendor/preact.js";
import { all } from "../../core/records.js";
import { Icon } from "../../ui/icon.js";
import { showToast } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import { runCommand } from "../shell/commands.js";

/** The text that was written in last. @type {import("../../../vendor/preact.js").Signal<{id: string, label: string, add: (words: string) => void} | null>} */
const box = signal(null);
/** Whether a tap puts words into it, rather than among the recommendations. */
const intoBox = signal(false);

/** What a field that words can be pulled into does when somebody comes to write in it. @param {string} label */
export const quoteTarget = (label) => (/** @type {{id: string, add: (words: string) => void}} */ field) => {
  box.value = { ...field, label };
  intoBox.value = true;
};

export function QuoteFromWall() {
  // A field may have gone meanwhile, with its picture.
  const there = box.value && document.getElementById(box.value.id) ? box.value : null;
  const into = intoBox.value ? there : null;
  /** @param {string} words @param {any} [args] */
  const pull = async (words, args = { text: words }) => {
    if (into) into.add(words);
    else if (!(await runCommand("recommendation.add", args)).ok) return;
    showToast(t("chair.drawer.pull.done", { where: into ? into.label : t("chair.drawer.recommendation.heading") }));
  };
  const notes = all("note").filter((note) => !note.held && !note.alone);
  return html`<details class="report-pull">
    <summary><${Icon} name="sticky-note" /> ${t("chair.drawer.pull.heading")}</summary>
    <div class="report-pull-inside">
      <div class="row choices" role="group" aria-label=${t("chair.drawer.pull.into")}>
        <span class="soft small-text">${t("chair.drawer.pull.into")}</span>
        <button
          type="button"
          class="pill question-group"
          aria-pressed=${!into}
          onClick=${() => (intoBox.value = false)}
        >
          ${t("chair.drawer.recommendation.heading")}
        </button>
        ${
          there &&
          html`<button
            type="button"
            class="pill question-group"
            aria-pressed=${Boolean(into)}
            onClick=${() => (intoBox.value = true)}
          >
            <bdi>${there.label}</bdi>
          </button>`
        }
      </div>
      <p class="soft small-text">${t("chair.drawer.pull.about")}</p>
      ${all("zone").map((zone) => {
        const its = notes.filter((note) => note.zone === zone.id);
        const groups = all("group").filter(
          (group) => group.zone === zone.id && its.some((note) => note.group === group.id),
        );
        return (
          its.length > 0 &&
          html`<${Words}
            key=${zone.id}
            title=${zone.title}
            rows=${[
              ...groups.map((group) => ({ key: group.id, icon: "group", words: groupWords(group, its), onPull: pull })),
              ...its.map((note) => ({
                key: note.id,
                icon: "plus",
                words: note.text,
                onPull: (/** @type {string} */ words) => pull(words, { note: note.id }),
              })),
            ]}
          />`
        );
      })}
      <${Words}
        title=${t("chair.scales.heading")}
        rows=${all("scale")
          .filter((scale) => scale.state !== "draft")
          .map((scale) => ({ key: scale.id, icon: "plus", words: scale.question, onPull: pull }))}
      />
      <${Words}
        title=${t("chair.drawer.pull.steps")}
        rows=${all("step").map((step) => ({ key: step.id, icon: "plus", words: step.what, onPull: pull }))}
      />
    </div>
  </details>`;
}

/** A group in one sentence: its name and what its notes say. @param {any} group @param {any[]} notes */
function groupWords(group, notes) {
  return `${group.title}: ${notes
    .filter((note) => note.group === group.id)
    .map((note) => note.text)
    .join("; ")}`;
}

/** @param {{title: string, rows: {key: string, icon: string, words: string, onPull: (words: string) => void}[]}} props */
function Words({ title, rows }) {
  if (!rows.length) return null;
  return html`
    <h4 class="small-text" dir="auto">${title}</h4>
    <ul class="pull-list">
      ${rows.map(
        ({ key, icon, words, onPull }) => html`<li key=${key}>
          <button type="button" class="pull-row" onClick=${() => onPull(words)}>
            <${Icon} name=${icon} />
            <span dir="auto">${words}</span>
          </button>
        </li>`,
      )}
    </ul>
  `;
}
