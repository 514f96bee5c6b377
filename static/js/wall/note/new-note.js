// @ts-check
// A new note on its way from the form to the server. The text stays in the form until the server has stored it. A draft
// is kept on the device with every key, so that a reload finds it again.
import { useEffect, useLayoutEffect, useRef, useState } from "../../../vendor/preact.js";
import { fewWritersOn } from "../../breakouts/queries.js";
import { you } from "../../core/connection.js";
import { putAside, send } from "../../core/outbox.js";
import { get, one } from "../../core/records.js";
import { isChairOrHelper } from "../../core/roles.js";
import { draftBeside, draftName, draftOf, joinLines, keepDraft, returnedText } from "../../drafts/drafts.js";
import { useShownWords } from "../../drafts/tab-storage.js";
import { typedBeyond } from "../../ui/text-edits.js";
import { isMine, MAX_NOTE_LENGTH, notesOf, stillInBox } from "../queries.js";
import { findName, wantNames } from "./name-hint.js";
import { textLength } from "./note-editor.js";

/** After this the form says that it waits for the network. */
const SLOW_MS = 1500;

/**
 * The note that somebody writes in this form, and what can be done with it.
 * @param {ZoneRecord} zone @param {{current: HTMLFormElement | null}} form
 * @param {string} early  What was typed before the script was loaded.
 */
export function useNewNote(zone, form, early) {
  const [text, setText] = useState(() => joinLines(draftOf(zone.id), early));
  useShownWords(draftName(zone.id));
  // One that its author chose. Else the server gives it the colour that the zone has by then: one that the form had
  // since it was opened would tell when that was, to whoever changes the zone's.
  const [chosen, setColor] = useState(/** @type {NoteRecord["color"] | null} */ (null));
  const color = chosen || zone.color;
  const [signed, setSigned] = useState(false);
  const [lang, setLang] = useState(/** @type {import("./note-language.js").NoteLanguage | null} */ (null));
  const [sending, setSending] = useState(/** @type {null | "now" | "waiting"} */ (null));
  const [error, setError] = useState("");
  // The text about which this person was asked because it seems to name somebody, and that name.
  const [asked, setAsked] = useState({ text: "", name: "" });
  // The number of the current attempt: an answer to an earlier one no longer belongs to this form.
  const attempt = useRef(0);
  const isPaused = Boolean(one("meeting")?.paused) && !isChairOrHelper();
  // Each person has one hope, so the field is closed after it. The chair and helpers write for others too.
  const isOneEach = zone.role === "hopes" && !isChairOrHelper();
  const isDone = isOneEach && !text && notesOf(zone.id).some((note) => isMine(note.id));
  const isReady = Boolean(text.trim()) && textLength(text) <= MAX_NOTE_LENGTH && !isPaused;

  useEffect(() => {
    // Not with the first key: the logs of the server and of its proxy would tell when somebody begins to write.
    wantNames();
    if (early) keepDraft(zone.id, text);
    return leave;
  }, []);
  const returned = returnedText.value;
  // At once: a key that is pressed before would store the draft without these words.
  useLayoutEffect(() => {
    if (returned && returned.zone === zone.id && !sending) setText(draftOf(zone.id));
  }, [returned]);

  /** What is being sent no longer belongs to this form. */
  const leave = () => {
    attempt.current += 1;
    stillInBox.value = null;
  };
  const focus = () => form.current?.querySelector("textarea")?.focus();
  /** @param {string} words */
  const write = (words) => {
    setText(words);
    setError("");
    keepDraft(zone.id, words);
  };
  // The next note has no colour and no language of its own: the same on all notes would tell which are by one person.
  const beginAnew = () => {
    setColor(null);
    setLang(null);
  };
  /** The fields of the command. @returns {CommandArgs["note.add"]} */
  const args = () => ({
    zone: zone.id,
    text: text.trim(),
    ...(chosen ? { color: chosen } : {}),
    signed: (signed && get("person", you.value?.id)?.name) || null,
    ...(lang ? { lang } : {}),
    // What waits on this device was written by somebody who had been told so, or had not.
    ...(fewWritersOn(zone) ? { few: true } : {}),
  });
  const put = async () => {
    attempt.current += 1;
    const ours = attempt.current;
    const note = args();
    setSending("now");
    stillInBox.value = note;
    const slow = setTimeout(() => ours === attempt.current && setSending("waiting"), SLOW_MS);
    // Once it is in the outbox, a reload shows it as waiting, so the draft can be deleted.
    const answer = await send("note.add", note, () => keepDraft(zone.id, draftBeside(zone.id, text)));
    clearTimeout(slow);
    if (ours !== attempt.current) {
      // The form has another text by now, or is gone: this one is shown as a notice.
      if (!answer.ok) putAside("note.add", note, answer.error);
      return;
    }
    stillInBox.value = null;
    setSending(null);
    if (answer.ok) beginAnew();
    const rest = draftBeside(zone.id, text);
    write(answer.ok ? rest : joinLines(text, rest));
    if (!answer.ok) setError(answer.error ? answer.error.message : "");
    if (form.current?.contains(document.activeElement)) focus();
  };
  /** Puts the note up, or asks once about a name in it. @param {Event} [event] */
  const submit = (event) => {
    event?.preventDefault();
    if (!isReady || sending) return focus();
    const name = asked.text === text ? "" : findName(text);
    if (name) setAsked({ text, name });
    else put();
  };
  /**
   * The note waits in the list, and the form is free for another.
   * @param {string} [words]  The start of the next note.
   */
  const another = (words = "") => {
    leave();
    setSending(null);
    beginAnew();
    write(joinLines(draftBeside(zone.id, text), words));
    focus();
  };
  /**
   * While a note is being sent its text does not change; what is typed meanwhile starts another note.
   * @param {string} words
   */
  const type = (words) => {
    if (!sending) return write(words);
    const more = typedBeyond(text, words).trimStart();
    if (!more || isOneEach) return false;
    return another(more);
  };
  /** The name about which somebody was asked, as long as the text is the same. */
  const namedBefore = asked.text !== "" && asked.text === text && !sending ? asked.name : "";
  return {
    ...{ text, color, signed, lang, sending, error, namedBefore, isPaused, isOneEach, isDone, isReady },
    ...{ setColor, setSigned, setLang, type, submit, another },
  };
}
