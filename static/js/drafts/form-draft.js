// @ts-check
// What somebody began in a form or a dialog and has not saved: it is kept by this tab with every key, and is back when
// the form is opened again on the same thing, until it is saved or thrown away on purpose. Fields that were not touched
// follow the records; where somebody else changed the same field meanwhile, both changes are put together.
import { html, useRef, useState } from "../../vendor/preact.js";
import { putAside } from "../core/outbox.js";
import { safely } from "../core/storage.js";
import { Status } from "../ui/status.js";
import { mergeEdits } from "../ui/text-edits.js";
import { t } from "../ui/words.js";
import { shownNames, tabStorage, useShownWords } from "./tab-storage.js";

/**
 * How a field was filled in: with words, with a number or a time, or by a choice. Choices alone are not kept.
 * @typedef {"words" | "value" | "choice"} How
 */
/**
 * The fields that were touched: what each was before, what it is now, and how it was filled in.
 * @typedef {Record<string, [before: unknown, now: unknown, how: How]>} Touched
 */
/** @typedef {import("../core/queue.js").Answer} Answer */

/** The name under which a form is kept. @param {string} kind @param {string} [id]  Without one: the form for a new one. */
export const formName = (kind, id) => `form.${kind}.${id || "new"}`;

/** @param {string} name @returns {Touched} */
export const keptForm = (name) => safely(() => JSON.parse(tabStorage.getItem(name) || "{}")) || {};

/** What the fields that were touched are now. @param {Touched} touched @returns {any} */
export const valuesOf = (touched) =>
  Object.fromEntries(Object.entries(touched).map(([field, [, now]]) => [field, now]));

/** The command under whose name words of a form become a notice. @param {string} kind */
export const editCommand = (kind) => /** @type {CommandName} */ (`${kind}.edit`);

/** Whether something in it was typed. @param {Touched} touched */
const hasWords = (touched) => Object.values(touched).some(([, , how]) => how !== "choice");

/**
 * @template {Record<string, any>} F
 * @param {F} fresh @param {Touched} touched
 * @returns {F}
 */
function filledIn(fresh, touched) {
  /** @type {Record<string, any>} */
  const form = { ...fresh };
  for (const [field, [before, now, how]] of Object.entries(touched))
    form[field] = how === "words" ? mergeEdits(String(before), String(fresh[field] ?? ""), String(now)) : now;
  return /** @type {F} */ (form);
}

/**
 * @template {Record<string, any>} F
 * @param {string} kind  What the form is for, and its id; without one: something new.
 * @param {string | undefined} id
 * @param {F} fresh  The values of the fields while nobody has touched them.
 */
export function useFormDraft(kind, id, fresh) {
  const name = formName(kind, id);
  const [touched, setTouched] = useState(() => keptForm(name));
  const [isRestored, setIsRestored] = useState(() => hasWords(touched));
  const latest = useRef({ touched, fresh });
  latest.current.fresh = fresh;
  /** What is on its way. */
  const sending = useRef(/** @type {Touched | null} */ (null));
  const isShown = useShownWords(name);

  /** @param {Touched} next */
  const keep = (next) => {
    latest.current.touched = next;
    setTouched(next);
    if (hasWords(next)) tabStorage.setItem(name, JSON.stringify(next));
    else tabStorage.removeItem(name);
  };
  /** @param {string} field @param {unknown} value @param {How} how */
  const touch = (field, value, how) => {
    const { [field]: _, ...others } = latest.current.touched;
    const before = latest.current.fresh[field];
    keep(value === before ? others : { ...others, [field]: [before ?? "", value, how] });
  };
  /** Forgets what was typed: it is saved, or thrown away. */
  const clear = () => {
    keep({});
    setIsRestored(false);
  };
  /**
   * Gives the command that saves the form. `ok` means that the form may close.
   * @param {(onStored: () => unknown) => Promise<Answer>} give  `onStored`: to call once the words are in the outbox.
   * @returns {Promise<Answer>}
   */
  const submit = async (give) => {
    const sent = latest.current.touched;
    // A second press before the answer.
    if (sending.current === sent) return { ok: false };
    sending.current = sent;
    const words = JSON.stringify(sent);
    // What is typed after this is not in the outbox.
    const drop = () => tabStorage.getItem(name) === words && tabStorage.removeItem(name);
    const answer = await give(drop);
    if (sending.current === sent) sending.current = null;
    if (!isShown.current) {
      // It was closed before the answer, and may be open again, where other words may be in its boxes.
      const isOpen = shownNames.peek().includes(name);
      const kept = tabStorage.getItem(name);
      if (answer.ok) drop();
      else if (kept === null && !isOpen) keep(sent);
      else if (kept !== words && hasWords(sent)) putAside(editCommand(kind), valuesOf(sent), answer.error);
      return { ok: false, error: answer.error };
    }
    if (!answer.ok) keep(latest.current.touched);
    else if (latest.current.touched === sent) clear();
    return answer;
  };
  return {
    form: filledIn(fresh, touched),
    /** The `onText` of a box. @param {string} field */
    type: (field) => (/** @type {string} */ words) => touch(field, words, "words"),
    /** The `onText` of a box for a number or a time. @param {string} field */
    enter: (field) => (/** @type {string} */ value) => touch(field, value, "value"),
    /** @param {string} field @param {unknown} value */
    choose: (field, value) => touch(field, value, "choice"),
    submit,
    clear,
    hasWords: hasWords(touched),
    isRestored,
  };
}

/** What a form has of it. @typedef {Pick<ReturnType<typeof useFormDraft>, "isRestored" | "hasWords" | "clear">} FormDraft */

/** Says that the words of an earlier visit are back, and throws them away. @param {{draft: FormDraft}} props */
export function KeptHint({ draft }) {
  if (!draft.isRestored) return null;
  const throwAway = (/** @type {Event & {currentTarget: HTMLElement}} */ event) => {
    const box = event.currentTarget.closest("form, dialog")?.querySelector(".input");
    draft.clear();
    /** @type {HTMLElement | null | undefined} */ (box)?.focus();
  };
  return html`<div class="kept-hint">
    <${Status} says="comes">${t("common.kept.here")}</>
    <button type="button" class="button quiet small" onClick=${throwAway}>${t("common.kept.throw_away")}</button>
  </div>`;
}

/**
 * Closes a form that is not a dialog. If something was typed it says honestly that this throws it away.
 * @param {{draft: FormDraft, onClose: () => void}} props
 */
export function CancelButton({ draft, onClose }) {
  const cancel = () => {
    draft.clear();
    onClose();
  };
  return html`<button type="button" class="button quiet small" onClick=${cancel}>
    ${t(draft.hasWords ? "common.kept.throw_away" : "common.cancel")}
  </button>`;
}
