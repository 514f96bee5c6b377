// @ts-check
// Selecting several notes, for the chair and helpers: to group, merge, sort or remove them. It starts with Shift or
// Ctrl on a note, or with the button "Select".
import { html, signal, useEffect } from "../../vendor/preact.js";
import { send } from "../core/outbox.js";
import { isChairOrHelper } from "../core/roles.js";
import { cardOf } from "../photos/photo-card.js";
import { Icon } from "../ui/icon.js";
import { picked } from "../ui/picked.js";
import { Status } from "../ui/status.js";
import { showRefusal, showToast } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { pairing } from "./moves.js";
import { NOTE_TYPES } from "./note/note-marks.js";

/**
 * The selected notes, in the order of selection; null while not selecting.
 * @type {import("../../vendor/preact.js").Signal<string[] | null>}
 */
export const selected = signal(null);

/**
 * Whether a note is selected; undefined while not selecting, or if it cannot be selected.
 * @param {NoteRecord} note
 * @returns {boolean | undefined}
 */
export function isSelected(note) {
  return selected.value && isChairOrHelper() && !note.alone && !note.held
    ? selected.value.indexOf(note.id) >= 0
    : undefined;
}

/** @param {string} id */
function toggleSelected(id) {
  const before = selected.value || [];
  selected.value = before.indexOf(id) >= 0 ? before.filter((each) => each !== id) : before.concat(id);
}

/**
 * Selects the note if the click meant that. Returns whether it did.
 * @param {NoteRecord} note @param {MouseEvent | KeyboardEvent} event
 */
export function selectOnClick(note, event) {
  if (
    !isChairOrHelper() ||
    note.alone ||
    note.held ||
    !(selected.value || event.shiftKey || event.ctrlKey || event.metaKey)
  )
    return false;
  toggleSelected(note.id);
  return true;
}

/**
 * Handles Enter with Shift or Ctrl, which not all browsers turn into a click.
 * @param {NoteRecord} note
 * @param {KeyboardEvent} event
 */
export function selectOnKey(note, event) {
  if (event.key === "Enter" && (event.shiftKey || event.ctrlKey || event.metaKey) && selectOnClick(note, event))
    event.preventDefault();
}

/** Starts or ends selecting. */
export function SelectButton() {
  const on = selected.value !== null;
  return html`<button
    type="button"
    class="button quiet small"
    aria-pressed=${on}
    onClick=${() => (selected.value = on ? null : [])}
  >
    ${t("wall.select.button")}
  </button>`;
}

/** The actions for the selected notes. */
export function SelectBar() {
  const on = selected.value !== null;
  useEffect(() => {
    if (!on) return undefined;
    const stopOnEscape = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape" && !document.querySelector("dialog[open]")) selected.value = null;
    };
    document.addEventListener("keydown", stopOnEscape);
    return () => document.removeEventListener("keydown", stopOnEscape);
  }, [on]);
  if (!selected.value) return null;
  // Somebody may have removed one from the wall meanwhile.
  const ids = selected.value.filter(cardOf);
  const n = ids.length;
  // A photograph is in no type, and cannot be put into one note with others.
  const areNotes = !ids.some((id) => cardOf(id)?.photo);
  const done = () => (selected.value = null);
  /**
   * @template {CommandName} N
   * @param {N} name @param {CommandArgs[N]} args @param {string} words
   */
  const command = async (name, args, words) => {
    if (!showRefusal(await send(name, args)).ok) return;
    done();
    showToast(t(words, { n }));
  };
  return html`<div class="select-bar" role="toolbar" aria-label=${t("wall.select.label")}>
    <${Status} class="num">
      <b>${t("wall.select.count", { n })}</b>
      ${n === 0 && html` <span class="soft">${t("wall.select.how")}</span>`}
    </>
    ${
      n > 0 &&
      html`
        <button
          type="button"
          class="button small"
          onClick=${() => (pairing.value = ids.slice(1, 2).concat(ids[0], ids.slice(2)))}
        >
          <${Icon} name="group" /> ${t("wall.select.group")}
        </button>
        ${
          areNotes &&
          html`
        <button
          type="button"
          class="button quiet small"
          disabled=${n < 2}
          onClick=${() => command("note.merge", { notes: ids.slice(1), into: ids[0] }, "wall.select.merged")}
        >
          <${Icon} name="sticky-note" /> ${t("wall.select.merge")}
        </button>
        <label>
          <span class="unseen">${t("wall.kind.label")}</span>
          <select
            class="input"
            onChange=${picked(
              (value) =>
                value &&
                command(
                  "note.sort",
                  { notes: ids, sort: NOTE_TYPES.find((type) => type === value) || null },
                  "wall.select.sorted",
                ),
            )}
          >
            <option value="">${t("wall.select.kind")}</option>
            ${NOTE_TYPES.map((kind) => html`<option key=${kind} value=${kind}>${t(`wall.kind.${kind}`)}</option>`)}
            <option value="none">${t("wall.kind.none")}</option>
          </select>
        </label>
          `
        }
        <button
          type="button"
          class="button quiet small"
          onClick=${() => command("note.hide", { notes: ids }, "wall.select.aside_done")}
        >
          <${Icon} name="eye-off" /> ${t("wall.select.aside")}
        </button>
      `
    }
    <button type="button" class="button quiet small" onClick=${done}>
      <${Icon} name="x" /> ${t("wall.select.done")}
    </button>
  </div>`;
}
