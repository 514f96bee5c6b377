// @ts-check
// Sending photographs: take or choose them, make each ready, say what it shows, and see what has become of it.
import { html, signal, useEffect, useRef, useState } from "../../vendor/preact.js";
import { outboxName, send } from "../core/outbox.js";
import { all, one } from "../core/records.js";
import { isChairOrHelper } from "../core/roles.js";
import { UnseenAtClose } from "../member/unseen-at-close.js";
import { Dialog } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { Status } from "../ui/status.js";
import { TextBox } from "../ui/text-box.js";
import { t } from "../ui/words.js";
import { MAX_NOTE_LENGTH } from "../wall/queries.js";
import { takeDroppedAndPasted } from "./drop-and-paste.js";
import { forgetPicturesThatGo } from "./photo-cache.js";
import { dropDraft, keepChanges, keepFiles } from "./photo-drafts.js";
import { PhotoEditor } from "./photo-editor.js";
import { forget, leftAtClose, retry, sendPhoto } from "./photo-outbox.js";
import { choosingFor, unsentPhotos, views, waitingIn } from "./photo-picker.js";
import { edited, encoded, readPicture } from "./prepare.js";

const JUST_SENT_MS = 3000;
/** For so long nothing has been changed before a picture is made ready. */
const PAUSE_MS = 400;

/** @typedef {import("./photo-picker.js").UnsentPhoto} UnsentPhoto */

takeDroppedAndPasted();
forgetPicturesThatGo();

/** Keeps files that somebody has chosen for a zone. @param {File[]} files @param {string} zone */
export const begin = (files, zone) => keepFiles(files, zone, outboxName());

function SendPhotos() {
  const [asking, setAsking] = useState(false);
  if (!choosingFor.value) return null;
  const { zone, drafts } = choosingFor.value;
  const end = () => (choosingFor.value = null);
  const close = () => (drafts.length ? setAsking(true) : end());
  const discard = () => {
    drafts.forEach(dropDraft);
    end();
  };
  const [draft, ...rest] = drafts;
  const next = () => {
    dropDraft(draft);
    if (rest.length) choosingFor.value = { zone, drafts: rest };
    else end();
  };
  const choose = (/** @type {File[]} */ files) => (choosingFor.value = { zone, drafts: begin(files, zone) });
  return html`<${Dialog} title=${t("photos.title")} onClose=${close}>
    <div class="stack">
      ${
        asking &&
        html`<${Status} as="div" says="both" urgent class="notice stack tight">
          <p>${t("photos.leave")}</p>
          <div class="row">
            <button type="button" class="button small" onClick=${() => setAsking(false)}>${t("photos.leave_not")}</button>
            <button type="button" class="button quiet small" onClick=${discard}>${t("photos.leave_yes")}</button>
          </div>
        </>`
      }
      ${
        one("meeting")?.keeps !== "pictures"
          ? html`<p>${t("photos.not_recorded")}</p>`
          : draft
            ? html`<${OnePhoto} key=${draft.id} draft=${draft} more=${rest.length} onDone=${next} />`
            : html`<${Choose} onFiles=${choose} />`
      }
    </div>
  </>`;
}

/** @param {{onFiles: (files: File[]) => void}} props */
function Choose({ onFiles }) {
  const take = (/** @type {Event & {target: HTMLInputElement}} */ event) =>
    onFiles(Array.from(event.target.files || []));
  const open = (/** @type {MouseEvent & {currentTarget: HTMLElement}} */ event) =>
    event.currentTarget.querySelector("input")?.click();
  const stop = (/** @type {Event} */ event) => event.stopPropagation();
  /** @param {string} icon @param {string} words @param {object} more */
  const way = (icon, words, more) =>
    html`<button type="button" class="button" onClick=${open}>
      <${Icon} name=${icon} /> ${t(words)}
      <input hidden type="file" accept="image/*" ...${more} onChange=${take} onClick=${stop} />
    </button>`;
  return html`
    <p>${t("photos.faces")}</p>
    <div class="row">
      ${way("camera", "photos.take", { capture: "environment" })}
      ${way("layout-grid", "photos.choose", { multiple: true })}
    </div>
    ${!isChairOrHelper() && html`<p class="soft small-text">${t("photos.look_first")}</p>`}
  `;
}

/**
 * One picture, from its file to the outbox.
 * @param {{draft: import("./photo-drafts.js").Draft, more: number, onDone: () => void}} props  `more`: how many come
 *   after it.
 */
function OnePhoto({ draft, more, onDone }) {
  const [picture, setPicture] = useState(/** @type {HTMLCanvasElement | null | "unreadable"} */ (null));
  const [{ edits, description }, setChanges] = useState(draft);
  const [isBusy, setIsBusy] = useState(false);
  const ready = useRef(/** @type {{edits: typeof edits, made: ReturnType<typeof encoded>} | null} */ (null));
  useEffect(() => {
    readPicture(draft.file).then(setPicture, () => setPicture("unreadable"));
  }, []);
  // While somebody writes what it shows, so that it goes at once when they send it.
  useEffect(() => {
    if (!(picture instanceof HTMLCanvasElement)) return undefined;
    const timer = setTimeout(() => {
      const made = encoded(edited(picture, edits));
      // If that fails, it is told to whoever sends it.
      made.catch(() => {});
      ready.current = { edits, made };
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [picture, edits]);
  /** @param {Partial<import("./photo-drafts.js").Draft>} changes */
  const change = (changes) => {
    const changed = { ...draft, edits, description, ...changes };
    keepChanges(changed);
    setChanges(changed);
  };
  if (picture === "unreadable")
    return html`<${Status} says="both" urgent>${t("photos.unreadable")}</>
      <div class="row"><button type="button" class="button" onClick=${onDone}>${t("photos.go_on")}</button></div>`;
  if (!picture) return html`<${Status} says="comes"><${Icon} name="hourglass" /> ${t("photos.reading")}</>`;
  /** @param {Event} event */
  const submit = async (event) => {
    event.preventDefault();
    if (isBusy) return;
    setIsBusy(true);
    const { id, zone } = draft;
    const early = ready.current?.edits === edits ? ready.current.made : null;
    const made = await (early || encoded(edited(picture, edits)));
    await sendPhoto({ id, zone, description: description.trim(), ...made });
    onDone();
  };
  return html`<form class="stack" onSubmit=${submit}>
    ${more > 0 && html`<p class="soft">${t("photos.more", { n: more })}</p>`}
    <p class="photo-faces">${t("photos.faces")}</p>
    <${PhotoEditor} picture=${picture} edits=${edits} onEdits=${(/** @type {import("./prepare.js").Edit[]} */ made) => change({ edits: made })} />
    <label class="field">
      <span class="label">${t("photos.what")}</span>
      <span class="hint">${t("photos.what_for")}</span>
      <${TextBox} class="input" dir="auto" limit=${MAX_NOTE_LENGTH} value=${description} onText=${(/** @type {string} */ words) => change({ description: words })} />
    </label>
    <button type="submit" class="button" aria-disabled=${isBusy ? "true" : undefined}>
      <${Icon} name="send" /> ${t(isBusy ? "common.saving" : "photos.send")}
    </button>
  </form>`;
}

/** The zones whose lists show what waits. */
const listed = signal(/** @type {string[]} */ ([]));

/** The photographs of a zone that the server does not have yet. @param {{zone: string}} props */
function UnsentPhotos({ zone }) {
  useEffect(() => {
    listed.value = listed.peek().concat(zone);
    return () => {
      const at = listed.peek().indexOf(zone);
      listed.value = listed.peek().filter((_, n) => n !== at);
    };
  }, [zone]);
  const waiting = waitingIn(zone);
  if (!waiting.length) return null;
  return html`<ul class="note-list unsent-photos">
    ${waiting.map((each) => html`<${Unsent} key=${each.id} photo=${each} />`)}
  </ul>`;
}

/** What became of photographs, and of all else that waited at the close: that is loaded with them, as it is not needed
 * at first. */
const Notices = () => html`<${UnseenAtClose} /><${PhotoNotices} />`;

/** Those that no list shows: of a zone that is not in view, refused by the server, or after the look. */
function PhotoNotices() {
  const waiting = unsentPhotos.value.filter((each) => each.error || !listed.value.includes(each.zone));
  const refused = all("refused_photo");
  const left = leftAtClose.value;
  if (!waiting.length && !refused.length && !left.length) return null;
  const forgetLeft = () => {
    left.forEach(dropDraft);
    leftAtClose.value = [];
  };
  return html`<ul class="note-list photo-notices">
    ${waiting.map((each) => html`<${Unsent} key=${each.id} photo=${each} />`)}
    ${refused.map(
      ({ id }) => html`<${Status} as="li" says="comes" key=${id} class="notice">
        <p class="grow">${t("photos.not_shown")}</p>
        <button type="button" class="button quiet small" onClick=${() => send("photo.erase", { photo: id })}>
          ${t("photos.seen")}
        </button>
      </>`,
    )}
    ${
      left.length > 0 &&
      html`<${Status} as="li" says="comes" class="notice">
        <p class="grow">${t("photos.not_sent", { n: left.length })}</p>
        <button type="button" class="button quiet small" onClick=${forgetLeft}>${t("photos.seen")}</button>
      </>`
    }
  </ul>`;
}

views.value = { SendPhotos, UnsentPhotos, PhotoNotices: Notices };

/** @param {{photo: UnsentPhoto}} props */
function Unsent({ photo }) {
  const { id, thumb, description, error, sent } = photo;
  const card = useRef(/** @type {HTMLElement | null} */ (null));
  const percent = Math.round((sent || 0) * 100);
  useEffect(() => {
    // Whoever has just sent it sees that it waits.
    if (Date.now() - photo.at < JUST_SENT_MS) card.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return html`<li class="note sand is-mine is-waiting is-photo" data-unsent-photo=${id} ref=${card}>
    <img class="photo-image" src=${thumb} alt=${description || t("wall.photo.none")} />
    ${description && html`<p class="note-text" dir="auto">${description}</p>`}
    ${
      error
        ? html`<${Status} says="both" urgent><b>${t("photos.refused")}</b> ${error.message}</>
          <div class="row">
            <button type="button" class="button small" onClick=${() => retry(id)}>${t("photos.again")}</button>
            <button type="button" class="button quiet small on-paper" onClick=${() => forget(id)}>
              <${Icon} name="trash-2" /> ${t("photos.delete")}
            </button>
          </div>`
        : html`<progress style="width: 100%" max="100" value=${percent} aria-label=${t("photos.progress")} />
          <p class="note-foot">
            <span>
              <${Icon} name="hourglass" />
              ${sent === undefined ? t("wall.note.waiting") : t(sent < 1 ? "photos.sent" : "photos.making", { n: percent })}
            </span>
          </p>`
    }
  </li>`;
}
