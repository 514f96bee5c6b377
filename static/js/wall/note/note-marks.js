// @ts-check
// The marks of a note: its type, "me too", dots of a vote, and the notes that were merged into it.
import { html } from "../../../vendor/preact.js";
import { you } from "../../core/connection.js";
import { send } from "../../core/outbox.js";
import { get, one } from "../../core/records.js";
import { isChairOrHelper } from "../../core/roles.js";
import { startOf } from "../../photos/photo-card.js";
import { Icon } from "../../ui/icon.js";
import { Status } from "../../ui/status.js";
import { showRefusal } from "../../ui/toast.js";
import { t } from "../../ui/words.js";
import { isMine, whyHidden } from "../queries.js";
import { LinkedText } from "./linked-text.js";

/** The types of notes; also the last part of the keys of their words. @type {NonNullable<NoteRecord["sort"]>[]} */
export const NOTE_TYPES = ["comment", "statement", "question", "data"];

/** @param {NoteRecord} note */
export function hasMarks(note) {
  return Boolean(note.sort || note.too || note.votes || note.merged);
}

/** The marks that everyone sees. Each has a word or an icon beside its colour. @param {{note: NoteRecord}} props */
export function NoteMarks({ note }) {
  if (!hasMarks(note)) return null;
  return html`<p class="note-marks">
    ${
      note.sort &&
      html`<span class=${`note-type kind-${note.sort}`}>
        <i aria-hidden="true"></i>
        ${t(`wall.kind.${note.sort}`)}
      </span>`
    }
    ${note.votes && html`<${Mark} icon="circle-dot" n=${note.votes} words="wall.marks.votes" />`}
    ${note.too && html`<${Mark} icon="hand-heart" n=${note.too} words="wall.marks.too" />`}
    ${note.merged && html`<${Mark} icon="group" n=${note.merged.length + 1} words="wall.marks.merged" />`}
  </p>`;
}

/** @param {{icon: string, n: number, words: string}} props */
function Mark({ icon, n, words }) {
  return html`<span class="mark num">
    <${Icon} name=${icon} />
    <span aria-hidden="true">${n}</span>
    <span class="unseen">${t(words, { n })}</span>
  </span>`;
}

/** The texts of the notes that were merged into this one. @param {{note: NoteRecord}} props */
export function MergedNotes({ note }) {
  if (!note.merged) return null;
  return html`<ul class="note-merged" aria-label=${t("wall.merged.label")}>
    ${note.merged.map((words, n) => html`<li key=${n} dir="auto"><${LinkedText} text=${words} /></li>`)}
  </ul>`;
}

/** @typedef {{too: boolean | null, dots: {given: number, left: number} | null}} MyMarks */

/**
 * This person's marks on a note; null if they can set none at the moment.
 * @param {NoteRecord} note
 * @returns {MyMarks | null}
 */
export function myMarks(note) {
  const meeting = one("meeting");
  const me = you.value?.id;
  if (!me || !meeting || whyHidden(note) || meeting.state === "closed" || (meeting.paused && !isChairOrHelper()))
    return null;
  const zone = get("zone", note.zone);
  const too = isMine(note.id) ? null : Boolean(get("too", `${note.id}.${me}`));
  const dots = zone?.voting ? myDots(zone) : null;
  return { too, dots: dots && { given: dots.notes[note.id] || 0, left: dots.left } };
}

/** This person's dots in the vote of a zone. @param {ZoneRecord} zone @returns {Pick<DotsRecord, "notes" | "left">} */
export function myDots(zone) {
  const own = get("dots", `${zone.id}.${you.value ? you.value.id : ""}`);
  return { notes: own ? own.notes : {}, left: own ? own.left : zone.dots };
}

/** The buttons for "me too" and for dots. @param {{note: import("../../photos/photo-card.js").Card, marks: MyMarks}} props */
export function NoteMarkButtons({ note, marks }) {
  const text = startOf(note);
  /** @param {"vote.give" | "vote.take" | "note.too" | "note.untoo"} name */
  const commandHandler = (name) => () => {
    send(name, { note: note.id }).then(showRefusal);
  };
  const { too, dots } = marks;
  if (too === null && !dots) return null;
  return html`<div class="note-mark-buttons">
    ${
      dots &&
      html`<span class="note-dots" role="group" aria-label=${t("wall.vote.label", { text })}>
        <button
          type="button"
          class="say"
          disabled=${!dots.given}
          aria-label=${t("wall.vote.take", { text })}
          onClick=${commandHandler("vote.take")}
        >
          <${Icon} name="minus" />
        </button>
        <${Status} as="span" class="given num">
          <span aria-hidden="true">${dots.given ? "●".repeat(dots.given) : "○"}</span>
          <span class="unseen">${t("wall.vote.given", { n: dots.given })}</span>
        </>
        <button
          type="button"
          class="say"
          disabled=${!dots.left}
          aria-label=${t("wall.vote.give", { text })}
          onClick=${commandHandler("vote.give")}
        >
          <${Icon} name="plus" />
        </button>
      </span>`
    }
    ${
      too !== null &&
      html`<button
        type="button"
        class=${`say too ${too ? "on" : ""}`}
        aria-pressed=${too}
        aria-label=${t("wall.too.label", { text })}
        onClick=${commandHandler(too ? "note.untoo" : "note.too")}
      >
        <${Icon} name=${too ? "check" : "hand-heart"} /> ${t("wall.too.button")}
      </button>`
    }
  </div>`;
}

/** The name under a note, if its author chose to add one. @param {{name?: string | null}} props */
export function Signature({ name }) {
  return name ? html`<p class="note-signed"><bdi>${name}</bdi></p>` : null;
}
