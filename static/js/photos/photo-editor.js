// @ts-check
// A picture before it is sent: turned, straightened, cropped, and blurred where a face is. A box is drawn with a finger
// or the mouse, or moved and sized with the arrow keys.
import { html, useEffect, useRef, useState } from "../../vendor/preact.js";
import { Icon } from "../ui/icon.js";
import { picked } from "../ui/picked.js";
import { Status } from "../ui/status.js";
import { t } from "../ui/words.js";
import { edited } from "./prepare.js";

/** @typedef {import("./prepare.js").Box} Box */
/** @typedef {import("./prepare.js").Edit} Edit */

/** Where a box begins that is moved with keys, and how far one press takes it. */
const FIRST_BOX = { x: 0.3, y: 0.3, w: 0.4, h: 0.4 };
const STEP = 0.04;
/** A smaller box was a tap, not a drag. */
const SMALLEST = 0.015;
/** Degrees to either side. */
const MOST_ANGLE = 15;
// Few people send photographs, so what this looks like is not in the style sheet that every phone loads.
const BOX_STYLE =
  "position: absolute; border: 2px solid #fff; outline: 2px dashed #1d2433; background: #fff3; pointer-events: none;";
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {number} value @param {number} low @param {number} high */
const within = (value, low, high) => Math.min(high, Math.max(low, value));

/**
 * @param {{picture: HTMLCanvasElement, edits: Edit[], onEdits: (edits: Edit[]) => void}} props
 */
export function PhotoEditor({ picture, edits, onEdits }) {
  const view = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const [tool, setTool] = useState(/** @type {"" | "blur" | "crop" | "straighten"} */ (""));
  const [box, setBox] = useState(/** @type {Box | null} */ (null));
  useEffect(() => {
    const made = edited(picture, edits);
    const canvas = view.current;
    if (!canvas) return;
    canvas.width = made.width;
    canvas.height = made.height;
    canvas.getContext("2d")?.drawImage(made, 0, 0);
  }, [picture, edits]);
  const drawing = tool === "blur" || tool === "crop";
  /** @param {typeof tool} name */
  const choose = (name) => {
    const next = tool === name ? "" : name;
    setTool(next);
    setBox(next === "blur" || next === "crop" ? FIRST_BOX : null);
    if (next === "blur" || next === "crop") requestAnimationFrame(() => frame.current?.focus());
  };
  /** @param {Box} where */
  const apply = (where) => {
    onEdits(edits.concat({ kind: tool === "crop" ? "crop" : "blur", box: where }));
    setBox(tool === "crop" ? null : FIRST_BOX);
    if (tool === "crop") setTool("");
  };
  // A crop can be corrected before it is made; a blur is there at once, under the finger.
  const handlers = useBoxHandlers({ frame, box, setBox, onDrawn: tool === "crop" ? setBox : apply, apply });
  return html`<div class="photo-editor stack tight">
      <div
        class="photo-canvas"
        style=${`position: relative; width: fit-content; line-height: 0; ${drawing ? "touch-action: none" : ""}`}
        ref=${frame}
        role=${drawing ? "application" : undefined}
        tabindex=${drawing ? 0 : undefined}
        aria-label=${drawing ? t(`photos.${tool}_keys`) : undefined}
        ...${drawing ? handlers : {}}
      >
        <canvas ref=${view} style="max-width: 100%; max-height: 42vh" role="img" aria-label=${t("photos.preview")} />
        ${box && html`<div class="photo-box" style=${BOX_STYLE + placeOf(box)} />`}
      </div>
    <${Tools} tool=${tool} onChoose=${choose} edits=${edits} onEdits=${onEdits} />
    ${drawing && html`<${Status} says="both" class="hint">${t(`photos.${tool}_hint`)}</>`}
    ${
      tool === "crop" &&
      box &&
      html`<div class="row">
        <button type="button" class="button small" onClick=${() => apply(box)}>${t("photos.crop_now")}</button>
      </div>`
    }
    ${tool === "straighten" && html`<${Angle} edits=${edits} onEdits=${onEdits} />`}
  </div>`;
}

/**
 * What a finger, the mouse and the arrow keys do to the box.
 * @param {{frame: {current: HTMLElement | null}, box: Box | null, setBox: (box: Box) => void,
 *   onDrawn: (box: Box) => void, apply: (box: Box) => void}} parts
 *   `frame`: what the box is drawn in; `onDrawn`: a drag has ended.
 */
function useBoxHandlers({ frame, box, setBox, onDrawn, apply }) {
  const from = useRef(/** @type {{x: number, y: number} | null} */ (null));
  /** @param {PointerEvent} event */
  const at = (event) => {
    const place = /** @type {HTMLElement} */ (frame.current).getBoundingClientRect();
    return {
      x: within((event.clientX - place.left) / place.width, 0, 1),
      y: within((event.clientY - place.top) / place.height, 0, 1),
    };
  };
  /** @param {PointerEvent} event */
  const drawnTo = (event) => {
    const [a, b] = [/** @type {{x: number, y: number}} */ (from.current), at(event)];
    return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) };
  };
  return {
    onPointerDown: (/** @type {PointerEvent} */ event) => {
      from.current = at(event);
      frame.current?.setPointerCapture(event.pointerId);
    },
    onPointerMove: (/** @type {PointerEvent} */ event) => from.current && setBox(drawnTo(event)),
    onPointerUp: (/** @type {PointerEvent} */ event) => {
      if (!from.current) return;
      const drawn = drawnTo(event);
      from.current = null;
      if (drawn.w < SMALLEST || drawn.h < SMALLEST) setBox(FIRST_BOX);
      else onDrawn(drawn);
    },
    onPointerCancel: () => {
      from.current = null;
      setBox(FIRST_BOX);
    },
    onKeyDown: (/** @type {KeyboardEvent} */ event) => {
      const arrow = ARROWS[event.key];
      if (box && event.key === "Enter") apply(box);
      else if (box && arrow) setBox(moved(box, arrow[0] * STEP, arrow[1] * STEP, event.shiftKey));
      else return;
      event.preventDefault();
    },
  };
}

/**
 * @param {{tool: string, onChoose: (name: "blur" | "crop" | "straighten") => void, edits: Edit[],
 *   onEdits: (edits: Edit[]) => void}} props
 */
function Tools({ tool, onChoose, edits, onEdits }) {
  /** @param {"blur" | "crop" | "straighten"} name */
  const toolButton = (name) =>
    html`<button type="button" class="button quiet small" aria-pressed=${tool === name} onClick=${() => onChoose(name)}>
      ${t(`photos.${name}`)}
    </button>`;
  return html`<div class="row photo-tools" role="group" aria-label=${t("photos.tools")}>
    ${toolButton("blur")} ${toolButton("crop")}
    <button type="button" class="button quiet small" onClick=${() => onEdits(edits.concat({ kind: "turn" }))}>
      ${t("photos.turn")}
    </button>
    ${toolButton("straighten")}
    <button
      type="button"
      class="button quiet small"
      aria-disabled=${edits.length ? undefined : "true"}
      onClick=${() => onEdits(edits.slice(0, -1))}
    >
      <${Icon} name="undo-2" /> ${t("photos.undo")}
    </button>
  </div>`;
}

/**
 * By how much the picture is straightened.
 * @param {{edits: Edit[], onEdits: (edits: Edit[]) => void}} props
 */
function Angle({ edits, onEdits }) {
  const last = edits[edits.length - 1];
  const angle = last?.kind === "straighten" ? last.angle : 0;
  /** @param {number} degrees */
  const straighten = (degrees) => {
    const before = last?.kind === "straighten" ? edits.slice(0, -1) : edits;
    onEdits(degrees ? before.concat({ kind: "straighten", angle: degrees }) : before);
  };
  return html`<label class="field">
    <span class="label">${t("photos.angle")}</span>
    <input
      type="range"
      min=${-MOST_ANGLE}
      max=${MOST_ANGLE}
      step="0.5"
      value=${angle}
      onInput=${picked((value) => straighten(Number(value)))}
    />
  </label>`;
}

/** @param {Box} box @param {number} dx @param {number} dy @param {boolean} size  Whether its size changes, not its place. */
function moved({ x, y, w, h }, dx, dy, size) {
  if (size) return { x, y, w: within(w + dx, STEP, 1 - x), h: within(h + dy, STEP, 1 - y) };
  return { x: within(x + dx, 0, 1 - w), y: within(y + dy, 0, 1 - h), w, h };
}

/** @param {Box} box */
const placeOf = ({ x, y, w, h }) => `left: ${x * 100}%; top: ${y * 100}%; width: ${w * 100}%; height: ${h * 100}%`;
