// @ts-check
// A box whose words leave it only when the server has them. What is half written is kept on the device with every key.
import { useEffect, useRef, useState } from "../../vendor/preact.js";
import { send } from "../core/outbox.js";
import { draftOf, keepDraft, returnedText } from "../wall/drafts.js";

/** The places of the boxes, by the command that sends them: refused words come back there. @type {Object<string, string>} */
export const DRAFT_PLACES = { "step.add": "step.new", "invite.add": "invite.new" };

/**
 * @param {"step.add" | "invite.add"} name
 * @param {(text: string) => any} argsOf  The command's fields for these words.
 */
export function useDraft(name, argsOf) {
  const place = DRAFT_PLACES[name];
  const [text, setText] = useState(() => draftOf(place));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const there = useRef(true);
  useEffect(
    () => () => {
      there.current = false;
    },
    [],
  );
  const back = returnedText.value;
  useEffect(() => {
    if (back && back.zone === place) setText(draftOf(place));
  }, [back]);
  /** @param {string} words */
  const write = (words) => {
    setText(words);
    setError("");
    keepDraft(place, words);
  };
  /** Answers whether the server has the words. @returns {Promise<boolean>} */
  const submit = async () => {
    if (!text.trim() || busy) return false;
    setBusy(true);
    // Once they are in the outbox they are safe there; the draft may go.
    const answer = await send(name, argsOf(text.trim()), () => keepDraft(place, ""));
    if (!answer.ok) keepDraft(place, text);
    if (!there.current) return answer.ok;
    setBusy(false);
    if (answer.ok) setText("");
    else setError(answer.error ? answer.error.message : "");
    return answer.ok;
  };
  return { text, write, submit, busy, error };
}
