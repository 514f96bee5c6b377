// @ts-check
// The button that undoes this person's last action on the wall. It says what it undoes, and goes when the server would
// not undo it any more: after some minutes, and in the next part of the agenda.
import { html, signal } from "../../vendor/preact.js";
import { now, second } from "../core/clock.js";
import { you } from "../core/connection.js";
import { send } from "../core/outbox.js";
import { get, one } from "../core/records.js";
import { returnText } from "../drafts/drafts.js";
import { Icon } from "../ui/icon.js";
import { showRefusal, showToast } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { cardsWords, countCards } from "./cards-words.js";

/** A second tap within this time is a double tap, and meant for the same step. */
const TWICE_MS = 700;
/** More letters of a note do not fit on a button. */
const MOST_LETTERS = 18;

/** Whether it was pressed within that time. */
const isResting = signal(false);

/**
 * @param {{words?: boolean}} props  `words`: the page has a field for notes. If a new note is undone, its text goes
 *   back into that field, so that nothing that was typed is lost.
 */
export function UndoButton({ words }) {
  const step = lastStep();
  if (!step) return null;
  const what = describe(step);
  const back = async () => {
    if (isResting.value) return;
    isResting.value = true;
    window.setTimeout(() => (isResting.value = false), TWICE_MS);
    const added = step.touched.find((each) => each.kind === "note" && !each.before);
    const note = words && added && get("note", added.id);
    const answer = showRefusal(await send("undo", { revision: step.touched[0].now }));
    if (!answer.ok) return;
    const gone = note && answer.result.undone === "note.add";
    if (gone) returnText(note.zone, note.text);
    if (gone) showToast(t("common.undo.words"));
    else showToast(answer.result.undone ? t("common.undo.done", { what }) : t("common.undo.too_late"));
  };
  return html`<button
    type="button"
    class="button quiet small undo"
    aria-disabled=${isResting.value ? "true" : undefined}
    onClick=${back}
  >
    <${Icon} name="undo-2" /> <span dir="auto">${t("common.undo.button", { what })}</span>
  </button>`;
}

/** The step that can be undone now, if there is one. */
function lastStep() {
  const step = get("undo", you.value?.id)?.steps.slice(-1)[0];
  // Reading the second draws the button again when the step's time is over.
  const recent = step && second.value * 1000 < step.until && now() < step.until;
  return recent && step.section === (one("on_now")?.section ?? null) && isThere(step) ? step : null;
}

/** A new note that the chair has put aside meanwhile cannot be named any more. @param {UndoRecord["steps"][number]} step */
function isThere({ what, touched }) {
  return what !== "note.add" || touched.some(({ kind, id }) => kind === "note" && get("note", id));
}

/**
 * What a step did, with the first words of what it was done to.
 * @param {UndoRecord["steps"][number]} step
 */
function describe(step) {
  const area = step.what.split(".")[0];
  /** @type {("group" | "zone" | "note" | "photo")[]} */
  const kinds = area === "group" || area === "zone" ? [area] : ["note", "photo"];
  const things = kinds.flatMap((kind) =>
    step.touched
      .filter((each) => each.kind === kind)
      .map(({ id, before }) => ({
        isPhoto: kind === "photo",
        record: /** @type {Partial<NoteRecord & GroupRecord & PhotoRecord> | null | undefined} */ (
          get(kind, id) || before
        ),
      })),
  );
  const [{ record, isPhoto }] = things.length ? things : [{ record: null, isPhoto: false }];
  const name = beginning(String(record?.text ?? record?.title ?? record?.description ?? "").trim());
  const cards = countCards(things.map((each) => ({ photo: (each.isPhoto && each.record) || undefined })));
  return t(`common.undo.${step.what.replace(".", "_")}`, {
    name,
    card: t(`common.card.${!isPhoto ? "note" : name ? "photo" : "bare_photo"}`, { name }),
    cards: cardsWords(cards),
  });
}

/** The first words of a text. @param {string} text */
function beginning(text) {
  const letters = Array.from(text.replace(/\s+/g, " "));
  if (letters.length <= MOST_LETTERS) return letters.join("");
  const cut = letters.slice(0, MOST_LETTERS).join("");
  // At the end of a word, if there is one, and without what follows it.
  return `${cut.replace(/\s\S*$/, "").replace(/[\s,.;:]+$/, "")}…`;
}
