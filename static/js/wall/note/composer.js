// @ts-check
// Writing a note. The words leave this box only when the server has them on disk; until then they stay in sight. What is
// half written is kept on the device with every key, so that a reload finds it again.
import { html, useEffect, useRef, useState } from "../../../vendor/preact.js";
import { you } from "../../core/connection.js";
import { putAside, send } from "../../core/outbox.js";
import { get, one } from "../../core/records.js";
import { isChairOrHelper } from "../../core/roles.js";
import { Icon } from "../../ui/icon.js";
import { keepFocus } from "../../ui/keep-focus.js";
import { t } from "../../ui/words.js";
import { draftBeside, draftOf, joinLines, keepDraft, returnedText, typedInto } from "../drafts.js";
import { isMine, MAX_NOTE_LENGTH, notesOf, stillInBox } from "../queries.js";
import { ColorPicker } from "./color-picker.js";
import { findName } from "./name-hint.js";
import { CharactersLeft, NoteEditor, textLength } from "./note-editor.js";
import { takeTypedBeforeLoad } from "./typed-before-load.js";

/** A network that is slower than this is worth a word. */
const SLOW_MS = 1500;

/**
 * @param {{zone: ZoneRecord, main?: boolean, folds?: boolean, extra?: any}} props  `main`: the box that the page is about, which takes
 *   over what was typed before the script was there; `folds`: only the paper shows until somebody writes; `extra`: a button
 *   beside the main one.
 */
export function Composer({ zone, main, folds, extra }) {
  const [early] = useState(() => (main ? takeTypedBeforeLoad() : null));
  const [text, setText] = useState(() => joinLines(draftOf(zone.id), early ? early.text : ""));
  const [color, setColor] = useState(zone.color);
  const [signed, setSigned] = useState(false);
  const [sending, setSending] = useState(/** @type {null | "now" | "waiting"} */ (null));
  const [error, setError] = useState("");
  // The words about which somebody has been asked whether a name in them is wise, and that name.
  const [asked, setAsked] = useState({ text: "", name: "" });
  const form = useRef(/** @type {any} */ (null));
  const trip = useRef(0);
  const me = you.value ? get("person", you.value.id) : undefined;
  const paused = Boolean(one("meeting")?.paused) && !isChairOrHelper();
  // One hope each: nobody writes a second one only to be told so. The chair's side writes for others too.
  const oneEach = zone.role === "hopes" && !isChairOrHelper();
  const there = oneEach && !text && notesOf(zone.id).some((note) => isMine(note.id));
  const folded = useFold(form, Boolean(folds) && !text && !sending, Boolean(early?.focused));
  const shut = folded || there;
  const ready = text.trim() && textLength(text) <= MAX_NOTE_LENGTH && !paused;

  useEffect(() => {
    if (early?.text) keepDraft(zone.id, text);
    return () => {
      trip.current += 1;
      stillInBox.value = null;
    };
  }, []);
  const back = returnedText.value;
  useEffect(() => {
    if (back && back.zone === zone.id && !sending) setText(draftOf(zone.id));
  }, [back]);
  const focus = () => form.current?.querySelector("textarea").focus();
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
    trip.current += 1;
    const mine = trip.current;
    const args = { zone: zone.id, text: text.trim(), color, signed: signed && me ? me.name : null };
    setSending("now");
    stillInBox.value = args;
    const slow = setTimeout(() => mine === trip.current && setSending("waiting"), SLOW_MS);
    // Once it is kept in the outbox, a reload shows it there as waiting, so the draft may go.
    const answer = await send("note.add", args, () => keepDraft(zone.id, draftBeside(zone.id, text)));
    clearTimeout(slow);
    if (mine !== trip.current) {
      // The box is used for other words by now, or gone: these are shown as a notice.
      if (!answer.ok) putAside("note.add", args, answer.error);
      return;
    }
    stillInBox.value = null;
    setSending(null);
    const given = draftBeside(zone.id, text);
    write(answer.ok ? given : joinLines(text, given));
    if (!answer.ok) setError(answer.error ? answer.error.message : "");
    if (form.current?.contains(document.activeElement)) focus();
  };
  /** The words wait in the list; the box is free again. @param {string} [words]  What another note begins with. */
  const another = (words = "") => {
    trip.current += 1;
    stillInBox.value = null;
    setSending(null);
    write(joinLines(draftBeside(zone.id, text), words));
    focus();
  };
  /** Words on their way stand still; what is typed meanwhile begins another note. @param {string} words */
  const type = (words) => {
    if (!sending) return write(words);
    const more = typedInto(text, words).trimStart();
    if (!more || oneEach) return false;
    return another(more);
  };

  const asking = asked.text !== "" && asked.text === text && !sending;
  const label = t("wall.composer.label", { zone: zone.title });
  return html`<form
    class=${`composer ${shut ? "is-shut" : ""}`}
    ref=${form}
    onMouseDown=${keepFocus}
    onSubmit=${submit}
    aria-label=${label}
  >
    <${NoteEditor}
      id=${main ? "composer" : undefined}
      color=${color}
      text=${text}
      label=${label}
      placeholder=${t(there ? "wall.composer.hope_there" : placeholder(zone))}
      waiting=${sending !== null}
      still=${there}
      onText=${type}
      onSubmit=${submit}
      focus=${early?.focused ? early.at + text.length - early.text.length : undefined}
    />
    <${CharactersLeft} text=${text} />
    ${error && html`<p class="error" role="alert">${error}</p>`}
    ${asking && html`<p class="gently" role="status">${t("wall.gently.question", { name: asked.name })}</p>`}
    ${paused && !shut && html`<p class="soft small-text" role="status">${t("wall.composer.paused")}</p>`}
    ${!shut && !paused && html`<${Before} zone=${zone} />`}
    ${
      sending === "waiting" &&
      html`<p class="composer-waiting" role="status">
        <${Icon} name="hourglass" /> <span>${t("wall.composer.waiting")}</span>
      </p>`
    }
    ${
      !shut &&
      html`<div class="composer-row">
        <${ColorPicker} value=${color} onPick=${setColor} few />
        ${
          me?.name &&
          html`<label class="sign">
            <input
              type="checkbox"
              checked=${signed}
              onChange=${(/** @type {Event & {target: HTMLInputElement}} */ event) => setSigned(event.target.checked)}
            /> ${t("wall.composer.sign")}
          </label>`
        }
      </div>`
    }
    <div class="composer-row composer-buttons">
      ${extra}
      ${
        !shut &&
        (sending === "waiting"
          ? html`<button type="button" class="button quiet grow" onClick=${() => another()}>
            ${t("wall.composer.another")}
          </button>`
          : html`<button type="submit" class="button grow" aria-disabled=${ready ? undefined : "true"}>
            ${sending ? t("common.saving") : t(asking ? "wall.gently.put" : "wall.composer.put")}
          </button>`)
      }
    </div>
  </form>`;
}

/** What happens to a note before others see it, where that is not at once. @param {{zone: ZoneRecord}} props */
function Before({ zone }) {
  const meeting = one("meeting");
  const lines = [];
  if (zone.alone) lines.push(t("wall.alone.only_you"));
  else if (meeting?.hold && !isChairOrHelper()) lines.push(t("wall.composer.hold"));
  if (meeting?.slow && !isChairOrHelper()) lines.push(t("wall.composer.slow", { n: meeting.slow }));
  return lines.length ? html`<p class="soft small-text">${lines.join(" ")}</p>` : null;
}

/** What the empty box says: a presentation asks for questions, the place for hopes for one hope. @param {ZoneRecord} zone */
function placeholder(zone) {
  if (zone.role === "hopes") return "wall.composer.hope";
  return get("section", zone.section)?.kind === "presentation" ? "wall.composer.ask" : "wall.composer.placeholder";
}

/**
 * Whether only the paper shows. It opens when somebody goes there, and shuts when they have touched something else with
 * nothing written: not any earlier, or what they touch would slip away from under the thumb.
 * @param {any} form @param {boolean} may @param {boolean} busy  Whether somebody is there from the start.
 */
function useFold(form, may, busy) {
  const [there, setThere] = useState(busy);
  useEffect(() => {
    const within = (/** @type {Event} */ event) => Boolean(form.current?.contains(event.target));
    const come = (/** @type {FocusEvent} */ event) =>
      within(event) && /** @type {Element} */ (event.target).tagName === "TEXTAREA" && setThere(true);
    // A finger that goes down moves the focus; only when it has come up again has it touched something.
    const go = (/** @type {Event} */ event) => within(event) || setThere(false);
    document.addEventListener("focusin", come);
    document.addEventListener("click", go);
    document.addEventListener("keyup", go);
    return () => {
      document.removeEventListener("focusin", come);
      document.removeEventListener("click", go);
      document.removeEventListener("keyup", go);
    };
  }, []);
  return may && !there;
}
