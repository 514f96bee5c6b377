// @ts-check
// The form for a new note. What becomes of the note is in new-note.js.
import { html, useEffect, useRef, useState } from "../../../vendor/preact.js";
import { breakoutsAreOn, fewWritersOn } from "../../breakouts/queries.js";
import { you } from "../../core/connection.js";
import { get, one } from "../../core/records.js";
import { isChairOrHelper } from "../../core/roles.js";
import { PhotoPicker } from "../../photos/photo-picker.js";
import { isEasy } from "../../reading/easy-reading.js";
import { Icon } from "../../ui/icon.js";
import { keepFocus } from "../../ui/keep-focus.js";
import { ticked } from "../../ui/picked.js";
import { Status } from "../../ui/status.js";
import { t } from "../../ui/words.js";
import { SavedNotice } from "../saved-notice.js";
import { ColorPicker } from "./color-picker.js";
import { useNewNote } from "./new-note.js";
import { CharactersLeft, NoteEditor } from "./note-editor.js";
import { OwnLanguageBox } from "./note-languages.js";
import { takeTypedBeforeLoad } from "./typed-before-load.js";

/** @typedef {ReturnType<typeof useNewNote>} NewNote */

/**
 * @param {{zone: ZoneRecord, main?: boolean, folds?: boolean, extra?: unknown}} props  `main`: the main field of the
 *   page, which takes over what was typed before the script was loaded; `folds`: only the field shows until somebody
 *   writes; `extra`: a button beside the main one.
 */
export function Composer({ zone, main, folds, extra }) {
  const [early] = useState(() => (main ? takeTypedBeforeLoad() : null));
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const note = useNewNote(zone, form, early?.text || "");
  const { text, sending, isDone } = note;
  const isIdle = useIdle(form, !text && !sending, Boolean(early?.focused));
  const isClosed = (Boolean(folds) && isIdle) || isDone;
  const label = t("wall.composer.label", { zone: zone.title });
  return html`<form
    class=${`composer ${isClosed ? "is-shut" : ""} ${isIdle ? "is-idle" : ""}`}
    ref=${form}
    onMouseDown=${keepFocus}
    onSubmit=${note.submit}
    aria-label=${label}
    data-photos-for=${zone.id}
  >
    <div class="composer-state">
      <${SmallGroupNotice} zone=${zone} />
      ${note.isPaused && !isClosed && html`<p class="soft small-text">${t("wall.composer.paused")}</p>`}
      ${!isClosed && !note.isPaused && html`<${DelayNotice} zone=${zone} />`}
    </div>
    <${NoteEditor}
      id=${main ? "composer" : undefined}
      color=${note.color}
      text=${text}
      label=${label}
      placeholder=${t(isDone ? "wall.composer.hope_there" : placeholder(zone))}
      waiting=${sending !== null}
      still=${isDone || (note.isOneEach && sending !== null)}
      onText=${note.type}
      onSubmit=${note.submit}
      focus=${early?.focused ? early.at + text.length - early.text.length : undefined}
    />
    <${CharactersLeft} text=${text} />
    ${note.error && html`<${Status} says="both" urgent class="error">${note.error}</>`}
    ${note.namedBefore && html`<${Status} says="comes" class="gently">${t("wall.gently.question", { name: note.namedBefore })}</>`}
    ${
      sending === "waiting" &&
      html`<${Status} says="comes" class="composer-waiting">
        <${Icon} name="hourglass" /> <span>${t("wall.composer.waiting")}</span>
      </>`
    }
    ${!isClosed && html`<${Choices} note=${note} />`}
    <div class="composer-row composer-buttons">
      ${extra}
      <${PhotoPicker} zone=${zone} />
      ${!isClosed && html`<${PutButton} note=${note} />`}
    </div>
  </form>`;
}

/** What goes with a note: its colour, a signature, its language. @param {{note: NewNote}} props */
function Choices({ note }) {
  const name = get("person", you.value?.id)?.name;
  return html`<div class="composer-row">
    <${ColorPicker} value=${note.color} onPick=${note.setColor} few />
    ${
      name &&
      html`<label class="sign">
        <input type="checkbox" checked=${note.signed} onChange=${ticked(note.setSigned)} /> ${t("wall.composer.sign")}
      </label>`
    }
    <${OwnLanguageBox} on=${note.lang !== null} onChange=${note.setLang} />
  </div>`;
}

/** Puts the note up; while it waits for the network, frees the form for another. @param {{note: NewNote}} props */
function PutButton({ note }) {
  if (note.sending === "waiting")
    return html`<button type="button" class="button quiet grow" onClick=${() => note.another()}>
      ${t("wall.composer.another")}
    </button>`;
  const words = note.sending ? "common.saving" : note.namedBefore ? "wall.gently.put" : "wall.composer.put";
  return html`<button type="submit" class="button grow" aria-disabled=${note.isReady ? undefined : "true"}>
    ${isEasy && html`<${Icon} name="send" />`} ${t(words)}
  </button>`;
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
