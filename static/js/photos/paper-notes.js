// @ts-check
// "Find the notes": the outlines of paper notes on a photograph are proposed, corrected with a finger, the mouse or keys,
// and become cards. Then several people can type what is written on them, side by side.
import { html, useEffect, useRef, useState } from "../../vendor/preact.js";
import { page } from "../core/page-data.js";
import { all } from "../core/records.js";
import { Autosave } from "../ui/autosave.js";
import { Dialog } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { showToast } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { box, canCut, contains, movedBy, newOutline, withCorner } from "./outlines.js";
import { cardOf, PhotoImage, paperNotesOf, photoUrl } from "./photo-card.js";

/** @typedef {import("./outlines.js").Outline} Outline @typedef {import("./outlines.js").Corner} Corner */

/** As long as the words of a note. */
const MAX_WORDS = 500;
/** How far a key moves a corner or an outline, as a part of the picture; with Shift, further. */
const KEY_STEP = 0.004;
const KEY_STRIDE = 0.03;
/** A press that moves less than this, as a part of the picture, selects and draws nothing. */
const TAP = 0.012;
/** As many as the server cuts out at once. */
const MOST = 80;

/**
 * What was corrected on each photograph stays while the page is open, so that nothing is lost by closing the dialog. With
 * the same id the server makes nothing twice.
 * @type {Map<string, {outlines: Outline[], id: string}>}
 */
const begun = new Map();

const newId = () => `cut-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;

/** @param {string} id @param {string} what @param {object} [given] */
async function call(id, what, given = {}) {
  const answer = await fetch(`/api/meetings/${page.code}/photos/${id}/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(given),
  });
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.error.message);
  return found;
}

/** @param {unknown} error */
const sentence = (error) =>
  error instanceof TypeError || error instanceof SyntaxError
    ? t("common.status.offline")
    : String(/** @type {Error} */ (error).message);

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
    <p role="status">${about}</p>
    <${Drawing}
      photo=${photo}
      outlines=${outlines}
      selected=${selected}
      onSelect=${setSelected}
      onChange=${change}
      onRemove=${remove}
    />
    <p class="hint">${t("photos.paper.white")}</p>
    ${fault && html`<p class="error" role="alert">${fault}</p>`}
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

/**
 * The photograph with its outlines. A press on one selects it; the selected one has corners, and moves as a whole. A
 * press where none is draws a new one.
 * @param {{photo: PhotoRecord, outlines: Outline[], selected: number, onSelect: (index: number) => void, onChange:
 *   (outlines: Outline[]) => void, onRemove: () => void}} props
 */
function Drawing({ photo, outlines, selected, onSelect, onChange, onRemove }) {
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const drag = useRef(
    /** @type {{from: Corner, corner: number, index: number, before: Outline | null} | null} */ (null),
  );
  /** @param {PointerEvent} event @returns {Corner} */
  const at = ({ clientX, clientY }) => {
    const place = /** @type {HTMLElement} */ (frame.current).getBoundingClientRect();
    return [(clientX - place.left) / place.width, (clientY - place.top) / place.height];
  };
  // Several events may come before they are drawn again.
  const now = useRef(outlines);
  now.current = outlines;
  /** @param {Outline[]} next */
  const change = (next) => {
    now.current = next;
    onChange(next);
  };
  /** @param {number} index @param {Outline} outline */
  const put = (index, outline) => change(now.current.map((each, i) => (i === index ? outline : each)));

  /** @param {PointerEvent} event */
  const down = (event) => {
    if (event.button) return;
    const point = at(event);
    const handle = /** @type {HTMLElement} */ (event.target).closest("[data-corner]");
    const corner = handle instanceof HTMLElement ? Number(handle.dataset.corner) : -1;
    let index = selected;
    // The selected one first: it may lie under another.
    if (corner < 0 && !(selected >= 0 && outlines[selected] && contains(outlines[selected], point))) {
      index = outlines.findIndex((outline) => contains(outline, point));
      onSelect(index);
    }
    drag.current = { from: point, corner, index, before: index < 0 ? null : outlines[index] };
    /** @type {HTMLElement} */ (frame.current).setPointerCapture(event.pointerId);
  };
  /** @param {PointerEvent} event */
  const move = (event) => {
    const held = drag.current;
    if (!held) return;
    const [x, y] = at(event);
    const [dx, dy] = [x - held.from[0], y - held.from[1]];
    if (held.before && held.corner >= 0) {
      const [cx, cy] = held.before[held.corner];
      put(held.index, withCorner(now.current[held.index], held.corner, cx + dx, cy + dy));
    } else if (held.before) {
      put(held.index, movedBy(held.before, dx, dy));
    } else if (Math.min(Math.abs(dx), Math.abs(dy)) > TAP) {
      const drawn = box(held.from, [x, y]);
      if (held.index >= 0) put(held.index, drawn);
      else if (now.current.length < MOST) {
        held.index = now.current.length;
        change([...now.current, drawn]);
        onSelect(held.index);
      }
    }
  };
  const up = () => {
    drag.current = null;
  };
  /** @param {KeyboardEvent} event @param {number} index @param {number} [corner] */
  const key = (event, index, corner) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? KEY_STRIDE : KEY_STEP;
    /** @type {Record<string, Corner>} */
    const ways = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    const way = ways[event.key];
    if (way) {
      const outline = now.current[index];
      if (corner === undefined) put(index, movedBy(outline, way[0], way[1]));
      else put(index, withCorner(outline, corner, outline[corner][0] + way[0], outline[corner][1] + way[1]));
    } else if (event.key === "Delete" || event.key === "Backspace") onRemove();
    else return;
    event.preventDefault();
  };
  const chosen = outlines[selected];
  return html`<div
    class="paper-frame"
    ref=${frame}
    onPointerDown=${down}
    onPointerMove=${move}
    onPointerUp=${up}
    onPointerCancel=${up}
  >
    <img src=${photoUrl(photo)} width=${photo.width} height=${photo.height} alt=${photo.description || t("wall.photo.none")} draggable=${false} />
    <svg viewBox="0 0 1 1" preserveAspectRatio="none">
      ${outlines.map(
        (outline, i) => html`<polygon
          key=${i}
          class=${i === selected ? "selected" : ""}
          points=${outline.map((corner) => corner.join(",")).join(" ")}
          role="button"
          tabindex="0"
          aria-label=${t("photos.paper.outline", { number: i + 1, n: outlines.length })}
          aria-pressed=${i === selected}
          onFocus=${() => onSelect(i)}
          onKeyDown=${(/** @type {KeyboardEvent} */ event) => key(event, i)}
        />`,
      )}
    </svg>
    ${chosen?.map(
      ([x, y], corner) => html`<button
          type="button"
          key=${corner}
          class="paper-corner"
          data-corner=${corner}
          style=${`left: ${x * 100}%; top: ${y * 100}%`}
          aria-label=${t("photos.paper.corner", { number: corner + 1 })}
          onKeyDown=${(/** @type {KeyboardEvent} */ event) => key(event, selected, corner)}
        ></button>`,
    )}
  </div>`;
}

/** The cut-outs with a box for the words of each. Whoever opens this sees what the others type. */
function Typing(/** @type {{photo: PhotoRecord, onMore: () => void}} */ { photo, onMore }) {
  const notes = cutOutsOf(photo.id);
  const typed = notes.filter((note) => note.description).length;
  return html`<div class="stack">
    <p>${t("photos.paper.why")}</p>
    <p class="soft" role="status">${t("photos.paper.typed", { typed, n: notes.length })}</p>
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
            limit=${MAX_WORDS}
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
