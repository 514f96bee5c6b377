// @ts-check
// The state of a text field that is emptied only once the server has its text. What is typed is kept on the device with
// every key.
import { useLayoutEffect, useState } from "../../vendor/preact.js";
import { putAside, send } from "../core/outbox.js";
import { draftBeside, draftName, draftOf, joinLines, keepDraft, returnedText } from "./drafts.js";
import { useShownWords } from "./tab-storage.js";

/**
 * Where the drafts are kept, by the command that sends them: refused text comes back there.
 * @type {Record<string, string>}
 */
export const DRAFT_PLACES = { "step.add": "step.new", "step.edit": "step.new", "invite.add": "invite.new" };

/** @typedef {import("../core/outbox.js").Answer} Answer */

/**
 * @template {"step.add" | "invite.add" | "note.add"} N
 * @param {N} name
 * @param {(text: string) => CommandArgs[N]} argsOf  The command's fields for this text.
 * @param {{place?: string, give?: (name: N, args: CommandArgs[N], onStored: () => void) => Promise<Answer>}} [options]
 *   `place`: where the draft is kept; `give`: gives the command.
 */
export function useDraft(name, argsOf, { place = DRAFT_PLACES[name], give = send } = {}) {
  const isShown = useShownWords(draftName(place));
  const [text, setText] = useState(() => draftOf(place));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const returned = returnedText.value;
  // At once: a key that is pressed before would store the draft without these words.
  useLayoutEffect(() => {
    if (returned && returned.zone === place && !busy) setText(draftOf(place));
  }, [returned]);
  /** @param {string} words */
  const write = (words) => {
    setText(words);
    setError("");
    keepDraft(place, words);
  };
  /**
   * Resolves with whether the server has the text.
   * @param {() => void} [onStored]  Called once the text is in the outbox.
   */
  const submit = async (onStored) => {
    if (!text.trim() || busy) return { ok: false };
    setBusy(true);
    const args = argsOf(text.trim());
    // Once the text is in the outbox it is safe there, and the draft can be deleted. Other words may come into the box
    // meanwhile: they stay.
    const answer = await give(name, args, () => {
      keepDraft(place, draftBeside(place, text));
      onStored?.();
    });
    const rest = draftBeside(place, text);
    if (!isShown.current) {
      // Another box may show the draft by now.
      keepDraft(place, rest);
      if (!answer.ok) putAside(name, args, answer.error);
      return answer;
    }
    setBusy(false);
    write(answer.ok ? rest : joinLines(text, rest));
    if (!answer.ok) setError(answer.error ? answer.error.message : "");
    return answer;
  };
  return { text, write, submit, busy, error };
}
