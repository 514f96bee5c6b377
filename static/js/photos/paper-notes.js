// @ts-check
// "Find the notes": the outlines of paper notes on a photograph are proposed, corrected with a finger, the mouse or keys,
// and become cards. Then several people can type what is written on them, side by side.
import { html, useEffect, useRef, useState } from "../../vendor/preact.js";
import { postJson, whyFailed } from "../core/http.js";
import { page } from "../core/page-data.js";
import { all } from "../core/records.js";
import { Autosave } from "../ui/autosave.js";
import { Dialog } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { Status } from "../ui/status.js";
import { showToast } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { MAX_NOTE_LENGTH } from "../wall/queries.js";
import { Drawing, MOST } from "./outline-drawing.js";
import { canCut, newOutline } from "./outlines.js";
import { cardOf, PhotoImage, paperNotesOf } from "./photo-card.js";

/** @typedef {import("./outlines.js").Outline} Outline */

/**
 * What was corrected on each photograph stays while the page is open, so that nothing is lost by closing the dialog. With
 * the same id the server makes nothing twice.
 * @type {Map<string, {outlines: Outline[], id: string}>}
 */
const begun = new Map();

const newId = () => `cut-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;

/** @param {string} id @param {string} what @param {object} [given] */
async function call(id, what, given = {}) {
  const answer = await postJson(`/api/meetings/${page.code}/photos/${id}/${what}`, given);
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.error.message);
  return found;
}

/** @param {unknown} error */
const sentence = (error) => whyFailed(error, t("common.status.offline"));

/** The paper notes of a photograph that have become cards, in the order in which they lie on it. @param {string} id */
const cutOutsOf = (id) =>
  all("photo")
    .filter((photo) => photo.cut_from === id)
    .sort((a, b) => (a.cut_number || 0) - (b.cut_number || 0) || (a.id < b.id ? -1 : 1));

/** @param {{id: string}} props */
export function PaperNotes({ id }) {
  const photo = cardOf(id)?.photo;
  const [drawing, setDrawing] = useState(!cutOutsOf(id).length);
  const close = () => (paperNotesOf.value = "");
  useEffect(() => {
    if (!photo) close();
  }, [!photo]);
  if (!photo) return null;
  // The class says that it lies over an open note, which a press in here does not close.
  return html`<div class="photo-viewer"><${Dialog} title=${t(drawing ? "photos.paper.find" : "photos.paper.type")} onClose=${close} wide>
    ${
      drawing
        ? html`<${Outlines} photo=${photo} onMade=${() => setDrawing(false)} />`
        : html`<${Typing} photo=${photo} onMore=${() => setDrawing(true)} />`
    }
  </></div>`;
}

/** @param {{photo: PhotoRecord, onMade: () => void}} props */
function Outlines({ photo, onMade }) {
  const kept = begun.get(photo.id);
  const [outlines, setOutlines] = useState(kept ? kept.outlines : /** @type {Outline[]} */ ([]));
  const [selected, setSelected] = useState(-1);
  const [about, setAbout] = useState(kept ? t("photos.paper.correct") : "");
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const callId = useRef(kept ? kept.id : newId());
  /** @param {Outline[]} next */
  const change = (next) => {
    callId.current = newId();
    begun.set(photo.id, { outlines: next, id: callId.current });
    setOutlines(next);
  };
  useEffect(() => {
    if (kept) return;
    let here = true;
    setAbout(t("photos.paper.looking"));
    call(photo.id, "notes").then(
      ({ notes, drawn_by_hand }) => {
        if (!here) return;
        const right = /** @type {Outline[]} */ (notes).filter(canCut);
        // What somebody drew meanwhile stays.
        setOutlines((drawn) => {
          const next = drawn.concat(right).slice(0, MOST);
          begun.set(photo.id, { outlines: next, id: callId.current });
          return next;
        });
        setAbout(
          drawn_by_hand || !right.length ? t("photos.paper.by_hand") : t("photos.paper.found", { n: right.length }),
        );
      },
      (error) => {
        if (!here) return;
        setAbout(t("photos.paper.by_hand"));
        setFault(sentence(error));
      },
    );
    return () => {
      here = false;
    };
  }, []);
  const make = async () => {
    setBusy(true);
    setFault("");
    try {
      const made = await call(photo.id, "cuts", { cuts: outlines, id: callId.current });
      begun.delete(photo.id);
      showToast(t("photos.paper.made", { n: made.photos.length }));
      onMade();
    } catch (error) {
      setFault(sentence(error));
      setBusy(false);
    }
  };
  const add = () => {
    change([...outlines, newOutline(outlines.length)]);
    setSelected(outlines.length);
  };
  const remove = () => {
    change(outlines.filter((_, i) => i !== selected));
    setSelected(-1);
  };
  return html`<div class="stack">
    <${Status}>${about}</>
    <${Drawing}
      photo=${photo}
      outlines=${outlines}
      selected=${selected}
      onSelect=${setSelected}
      onChange=${change}
      onRemove=${remove}
    />
    <p class="hint">${t("photos.paper.white")}</p>
    ${fault && html`<${Status} says="both" urgent class="error">${fault}</>`}
    <div class="row">
      <button type="button" class="button" disabled=${busy || !outlines.length} onClick=${make}>
        <${Icon} name="check" /> ${t(busy ? "photos.paper.making" : "photos.paper.make", { n: outlines.length })}
      </button>
      <button type="button" class="button quiet" disabled=${outlines.length >= MOST} onClick=${add}>
        <${Icon} name="plus" /> ${t("photos.paper.add")}
      </button>
      <button type="button" class="button quiet" disabled=${selected < 0} onClick=${remove}>
        <${Icon} name="trash-2" /> ${t("photos.paper.remove")}
      </button>
    </div>
  </div>`;
}

/** The cut-outs with a box for the words of each. Whoever opens this sees what the others type. */
function Typing(/** @type {{photo: PhotoRecord, onMore: () => void}} */ { photo, onMore }) {
  const notes = cutOutsOf(photo.id);
  const typed = notes.filter((note) => note.description).length;
  return html`<div class="stack">
    <p>${t("photos.paper.why")}</p>
    <${Status} class="soft">${t("photos.paper.typed", { typed, n: notes.length })}</>
    <ul class="paper-list">
      ${notes.map(
        (note) => html`<li key=${note.id}>
          <${PhotoImage} photo=${note} />
          <${Autosave}
            label=${t("photos.words")}
            value=${note.description}
            name="photo.describe"
            args=${{ photo: note.id }}
            field="description"
            rows=${3}
            limit=${MAX_NOTE_LENGTH}
          />
        </li>`,
      )}
    </ul>
    <div class="row">
      <button type="button" class="button quiet" onClick=${onMore}>
        <${Icon} name="search" /> ${t("photos.paper.more")}
      </button>
    </div>
  </div>`;
}
