// @ts-check
// The form for a new note. The text stays in it until the server has stored it. A draft is kept on the device with
// every key, so that a reload finds it again.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../../../vendor/preact.js";
import { breakoutsAreOn, fewWritersOn } from "../../breakouts/queries.js";
import { you } from "../../core/connection.js";
import { putAside, send } from "../../core/outbox.js";
import { get, one } from "../../core/records.js";
import { isChairOrHelper } from "../../core/roles.js";
import { draftBeside, draftName, draftOf, joinLines, keepDraft, returnedText } from "../../drafts/drafts.js";
import { useShownWords } from "../../drafts/tab-storage.js";
import { PhotoPicker } from "../../photos/photo-picker.js";
import { isEasy } from "../../reading/easy-reading.js";
import { Icon } from "../../ui/icon.js";
import { keepFocus } from "../../ui/keep-focus.js";
import { ticked } from "../../ui/picked.js";
import { Status } from "../../ui/status.js";
import { typedBeyond } from "../../ui/text-edits.js";
import { t } from "../../ui/words.js";
import { isMine, MAX_NOTE_LENGTH, notesOf, stillInBox } from "../queries.js";
import { SavedNotice } from "../saved-notice.js";
import { ColorPicker } from "./color-picker.js";
import { findName, needNames } from "./name-hint.js";
import { CharactersLeft, NoteEditor, textLength } from "./note-editor.js";
import { OwnLanguageBox } from "./note-languages.js";
import { takeTypedBeforeLoad } from "./typed-before-load.js";

/** After this the form says that it waits for the network. */
const SLOW_MS = 1500;

/**
 * @param {{zone: ZoneRecord, main?: boolean, folds?: boolean, extra?: unknown}} props  `main`: the main field of the
 *   page, which takes over what was typed before the script was loaded; `folds`: only the field shows until somebody
 *   writes; `extra`: a button beside the main one.
 */
export function Composer({ zone, main, folds, extra }) {
  const [early] = useState(() => (main ? takeTypedBeforeLoad() : null));
  const [text, setText] = useState(() => joinLines(draftOf(zone.id), early ? early.text : ""));
  useShownWords(draftName(zone.id));
  const [color, setColor] = useState(zone.color);
  const [signed, setSigned] = useState(false);
  const [lang, setLang] = useState(/** @type {import("./note-language.js").NoteLanguage | null} */ (null));
  const [sending, setSending] = useState(/** @type {null | "now" | "waiting"} */ (null));
  const [error, setError] = useState("");
  // The text about which this person was asked because it seems to name somebody, and that name.
  const [asked, setAsked] = useState({ text: "", name: "" });
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  // The number of the current attempt: an answer to an earlier one no longer belongs to this form.
  const attempt = useRef(0);
  const me = you.value ? get("person", you.value.id) : undefined;
  const paused = Boolean(one("meeting")?.paused) && !isChairOrHelper();
  // Each person has one hope, so the field is closed after it. The chair and helpers write for others too.
  const oneEach = zone.role === "hopes" && !isChairOrHelper();
  const isDone = oneEach && !text && notesOf(zone.id).some((note) => isMine(note.id));
  const isIdle = useIdle(form, !text && !sending, Boolean(early?.focused));
  const folded = Boolean(folds) && isIdle;
  const isClosed = folded || isDone;
  const ready = text.trim() && textLength(text) <= MAX_NOTE_LENGTH && !paused;

  useEffect(() => {
    if (early?.text) keepDraft(zone.id, text);
    return () => {
      attempt.current += 1;
      stillInBox.value = null;
    };
  }, []);
  useEffect(() => {
    if (text) needNames();
  }, [!text]);
  const returned = returnedText.value;
  // At once: a key that is pressed before would store the draft without these words.
  useLayoutEffect(() => {
    if (returned && returned.zone === zone.id && !sending) setText(draftOf(zone.id));
  }, [returned]);
  const focus = () => form.current?.querySelector("textarea")?.focus();
  /** @param {string} words */
  const write = (words) => {
    setText(words);
    setError("");
    keepDraft(zone.id, words);
  };
  /** @param {Event} [event] */
  const submit = async (event) => {
    if (event) event.preventDefault();
    if (!ready || sending) {
      focus();
      return;
    }
    const name = asked.text === text ? "" : findName(text);
    if (name) {
      setAsked({ text, name });
      return;
    }
    attempt.current += 1;
    const ours = attempt.current;
    const args = {
      zone: zone.id,
      text: text.trim(),
      color,
      signed: (signed && me?.name) || null,
      ...(lang ? { lang } : {}),
      // What waits on this device was written by somebody who had been told so, or had not.
      ...(fewWritersOn(zone) ? { few: true } : {}),
    };
    setSending("now");
    stillInBox.value = args;
    const slow = setTimeout(() => ours === attempt.current && setSending("waiting"), SLOW_MS);
    // Once it is in the outbox, a reload shows it as waiting, so the draft can be deleted.
    const answer = await send("note.add", args, () => keepDraft(zone.id, draftBeside(zone.id, text)));
    clearTimeout(slow);
    if (ours !== attempt.current) {
      // The form has another text by now, or is gone: this one is shown as a notice.
      if (!answer.ok) putAside("note.add", args, answer.error);
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
  // The next note begins in the zone's colour, and says no language: one of their own on all notes would tell which are
  // by one person.
  const beginAnew = () => {
    setColor(zone.color);
    setLang(null);
  };
  /**
   * The note waits in the list, and the form is free for another.
   * @param {string} [words]  The start of the next note.
   */
  const another = (words = "") => {
    attempt.current += 1;
    stillInBox.value = null;
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
    if (!more || oneEach) return false;
    return another(more);
  };

  const asking = asked.text !== "" && asked.text === text && !sending;
  const label = t("wall.composer.label", { zone: zone.title });
  return html`<form
    class=${`composer ${isClosed ? "is-shut" : ""} ${isIdle ? "is-idle" : ""}`}
    ref=${form}
    onMouseDown=${keepFocus}
    onSubmit=${submit}
    aria-label=${label}
    data-photos-for=${zone.id}
  >
    <div class="composer-state">
      <${SmallGroupNotice} zone=${zone} />
      ${paused && !isClosed && html`<p class="soft small-text">${t("wall.composer.paused")}</p>`}
      ${!isClosed && !paused && html`<${DelayNotice} zone=${zone} />`}
    </div>
    <${NoteEditor}
      id=${main ? "composer" : undefined}
      color=${color}
      text=${text}
      label=${label}
      placeholder=${t(isDone ? "wall.composer.hope_there" : placeholder(zone))}
      waiting=${sending !== null}
      still=${isDone || (oneEach && sending !== null)}
      onText=${type}
      onSubmit=${submit}
      focus=${early?.focused ? early.at + text.length - early.text.length : undefined}
    />
    <${CharactersLeft} text=${text} />
    ${error && html`<${Status} says="both" urgent class="error">${error}</>`}
    ${asking && html`<${Status} says="comes" class="gently">${t("wall.gently.question", { name: asked.name })}</>`}
    ${
      sending === "waiting" &&
      html`<${Status} says="comes" class="composer-waiting">
        <${Icon} name="hourglass" /> <span>${t("wall.composer.waiting")}</span>
      </>`
    }
    ${
      !isClosed &&
      html`<div class="composer-row">
        <${ColorPicker} value=${color} onPick=${setColor} few />
        ${
          me?.name &&
          html`<label class="sign">
            <input
              type="checkbox"
              checked=${signed}
              onChange=${ticked(setSigned)}
            /> ${t("wall.composer.sign")}
          </label>`
        }
        <${OwnLanguageBox} on=${lang !== null} onChange=${setLang} />
      </div>`
    }
    <div class="composer-row composer-buttons">
      ${extra}
      <${PhotoPicker} zone=${zone} />
      ${
        !isClosed &&
        (sending === "waiting"
          ? html`<button type="button" class="button quiet grow" onClick=${() => another()}>
            ${t("wall.composer.another")}
          </button>`
          : html`<button type="submit" class="button grow" aria-disabled=${ready ? undefined : "true"}>
            ${isEasy && html`<${Icon} name="send" />`} ${sending ? t("common.saving") : t(asking ? "wall.gently.put" : "wall.composer.put")}
          </button>`)
      }
    </div>
  </form>`;
}

/**
 * Tells the people of a small group that is too small before they write. The element is there from the start, so that
 * screen readers read it out when others have left the group.
 * @param {{zone: ZoneRecord}} props
 */
function SmallGroupNotice({ zone }) {
  if (!zone.team || !breakoutsAreOn() || isChairOrHelper()) return null;
  const n = fewWritersOn(zone);
  return html`<${Status} says="both" class="composer-notice small-text">${n > 0 && t("team.few", { n })}</>`;
}

/** Says why a note will not be visible to others at once, if so. @param {{zone: ZoneRecord}} props */
function DelayNotice({ zone }) {
  const meeting = one("meeting");
  const lines = [];
  if (zone.alone) lines.push(t("wall.alone.only_you"));
  else if (meeting?.hold) lines.push(t("wall.composer.hold"));
  if (meeting?.slow && !isChairOrHelper()) lines.push(t("wall.composer.slow", { n: meeting.slow }));
  return html`
    ${lines.length > 0 && html`<p class="soft small-text">${lines.join(" ")}</p>`}
    <${SavedNotice} kind="note" />
  `;
}

/**
 * The key of the placeholder: a presentation asks for questions, the zone for hopes asks for one hope.
 * @param {ZoneRecord} zone
 */
function placeholder(zone) {
  if (zone.role === "hopes") return "wall.composer.hope";
  return get("section", zone.section)?.kind === "presentation" ? "wall.composer.ask" : "wall.composer.placeholder";
}

/**
 * Whether nobody is writing in the form: then it takes little room. Somebody is once the field has had the focus, until
 * something else has been clicked and nothing is written: not earlier, or what is clicked would move away from the
 * finger.
 * @param {{current: HTMLFormElement | null}} form @param {boolean} may @param {boolean} focused  Whether it has the
 *   focus from the start.
 */
function useIdle(form, may, focused) {
  const [isUsed, setIsUsed] = useState(focused);
  useEffect(() => {
    const isWithin = (/** @type {Event} */ event) =>
      Boolean(form.current?.contains(/** @type {Node} */ (event.target)));
    const use = (/** @type {FocusEvent} */ event) =>
      isWithin(event) && /** @type {Element} */ (event.target).tagName === "TEXTAREA" && setIsUsed(true);
    // A finger moves the focus when it goes down, but clicks only when it is lifted.
    const leave = (/** @type {Event} */ event) => isWithin(event) || setIsUsed(false);
    document.addEventListener("focusin", use);
    document.addEventListener("click", leave);
    document.addEventListener("keyup", leave);
    return () => {
      document.removeEventListener("focusin", use);
      document.removeEventListener("click", leave);
      document.removeEventListener("keyup", leave);
    };
  }, []);
  return may && !isUsed;
}
