// @ts-check
// The wall as a place: zones side by side on a plane that can be moved and brought closer. Notes lie where they were put
// (x and y are shares of their zone). Dragging works with mouse, pen and finger; the keys and buttons do all of it too.
import { html, signal, useEffect, useRef, useState } from "../../vendor/preact.js";
import { send } from "../live/outbox.js";
import { get } from "../live/records.js";
import { Icon } from "../ui/icon.js";
import { say, sayRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { Note, WaitingNote, opened } from "./note.js";
import { chairs, groupsOf, mayChange, notesOf, waitingOf } from "./notes.js";

const CELL = { width: 208, height: 150 };
const HEAD = 84;
const GAP = 40;
/** A named group: two notes across. */
const GROUP = { width: 424, head: 66, note: 124 };

/** Where notes are while they are dragged, or put down and not yet confirmed: {note: {zone, x, y}}. */
const moved = signal(/** @type {Object<string, {zone: string, x: number, y: number}>} */ ({}));

/** The same rule by which the server finds free places: a zone is a grid a little larger than its notes need. @param {number} n */
const side = (n) => Math.max(3, Math.ceil(Math.sqrt(n * 1.3)));

/** Zones with their place on the plane, in rows. @returns {{zone: any, left: number, top: number, width: number, height: number}[]} */
function layout(/** @type {any[]} */ zones) {
  const boxes = zones.map((zone) => {
    const cells = side(notesOf(zone.id).filter((note) => !note.group).length + 1);
    const width = cells * CELL.width;
    const head = HEAD + band(zone.id, width);
    return { zone, left: 0, top: 0, width, head, height: cells * CELL.height + head };
  });
  // Rows as wide as makes the whole about the shape of a screen.
  const across = Math.sqrt(boxes.reduce((sum, box) => sum + box.width * box.height, 0)) * 1.3;
  let [left, top, tallest] = [0, 0, 0];
  boxes.forEach((box) => {
    if (left && left + box.width > across) [left, top, tallest] = [0, top + tallest + GAP, 0];
    Object.assign(box, { left, top });
    tallest = Math.max(tallest, box.height);
    left += box.width + GAP;
  });
  return boxes;
}

/** How high the named groups of a zone are: they stand in rows above the single notes. @param {string} zone @param {number} width */
function band(zone, width) {
  const across = Math.max(1, Math.floor(width / GROUP.width));
  const heights = groupsOf(zone).map(({ notes }) => GROUP.head + Math.ceil(notes.length / 2) * GROUP.note);
  let high = 0;
  for (let n = 0; n < heights.length; n += across) high += Math.max(...heights.slice(n, n + across));
  return high;
}

/**
 * @param {{zones: any[], focus?: any[], onZone?: (zone: any) => void}} props  `focus`: the zones to look at first.
 */
export function Plane({ zones, focus, onZone }) {
  const frame = useRef(/** @type {any} */ (null));
  const [view, setView] = useState({ x: 0, y: 0, zoom: 1 });
  const boxes = layout(zones);
  const live = useRef({ view, boxes });
  live.current = { view, boxes };

  /** Brings these boxes into sight. @param {typeof boxes} wanted */
  const fit = (wanted) => {
    if (!wanted.length || !frame.current) return;
    const { clientWidth: width, clientHeight: height } = frame.current;
    const left = Math.min(...wanted.map((box) => box.left));
    const top = Math.min(...wanted.map((box) => box.top));
    const right = Math.max(...wanted.map((box) => box.left + box.width));
    const bottom = Math.max(...wanted.map((box) => box.top + box.height));
    const zoom = Math.min(1.1, (width - 32) / (right - left), (height - 32) / (bottom - top));
    setView({ zoom, x: (width - (right - left) * zoom) / 2 - left * zoom, y: Math.max(16, (height - (bottom - top) * zoom) / 2) - top * zoom });
  };
  /** @param {number} by @param {{x: number, y: number}} [at] */
  const zoomBy = (by, at) => {
    const { clientWidth, clientHeight } = frame.current;
    const { x: px, y: py } = at || { x: clientWidth / 2, y: clientHeight / 2 };
    setView(({ x, y, zoom }) => {
      const next = Math.min(2.5, Math.max(0.1, zoom * by));
      return { zoom: next, x: px - ((px - x) * next) / zoom, y: py - ((py - y) * next) / zoom };
    });
  };
  /** @param {number} dx @param {number} dy */
  const pan = (dx, dy) => setView((old) => ({ ...old, x: old.x + dx, y: old.y + dy }));

  const wanted = (focus || zones).map((zone) => zone.id).join();
  useEffect(() => {
    fit(boxes.filter((box) => wanted.split(",").indexOf(box.zone.id) >= 0));
  }, [wanted, zones.length]);

  useEffect(() => {
    const element = frame.current;
    const wheel = (/** @type {WheelEvent} */ event) => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      if (event.ctrlKey || event.metaKey) zoomBy(Math.exp(-event.deltaY / 300), { x: event.clientX - box.left, y: event.clientY - box.top });
      else pan(-event.deltaX, -event.deltaY);
    };
    element.addEventListener("wheel", wheel, { passive: false });
    return () => element.removeEventListener("wheel", wheel);
  }, []);

  const drag = useDrag(frame, live, pan, zoomBy);
  const keys = (/** @type {KeyboardEvent} */ event) => {
    if (event.target !== frame.current) return;
    /** @type {Object<string, [number, number]>} */
    const steps = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };
    if (steps[event.key]) {
      event.preventDefault();
      pan(...steps[event.key]);
    } else if (event.key === "+" || event.key === "=") zoomBy(1.2);
    else if (event.key === "-") zoomBy(1 / 1.2);
    else if (event.key === "0") fit(boxes);
  };
  return html`<div class="plane-frame">
    <div class="plane-view" ref=${frame} tabindex="0" role="group" aria-label=${t("wall.plane.label")} onKeyDown=${keys} ...${drag.handlers}>
      <div class="plane" style=${`transform: translate(${view.x}px, ${view.y}px) scale(${view.zoom}); --zoom: ${view.zoom}`}>
        ${boxes.map((box) => html`<${Zone} key=${box.zone.id} box=${box} onZone=${onZone} />`)}
      </div>
    </div>
    <div class="plane-tools">
      <button type="button" class="button quiet small" onClick=${() => zoomBy(1.25)}><${Icon} name="zoom-in" /> ${t("wall.plane.zoom_in")}</button>
      <button type="button" class="button quiet small" onClick=${() => zoomBy(0.8)}><${Icon} name="zoom-out" /> ${t("wall.plane.zoom_out")}</button>
      <button type="button" class="button quiet small" onClick=${() => fit(boxes)}><${Icon} name="maximize-2" /> ${t("wall.plane.fit")}</button>
    </div>
  </div>`;
}

/** @param {{box: any, onZone?: (zone: any) => void}} props */
function Zone({ box, onZone }) {
  const { zone, left, top, width, height, head } = box;
  const shifted = moved.value;
  const here = notesOf(zone.id).filter((note) => !note.group);
  return html`<section class="zone plane-zone" data-zone=${zone.id} aria-labelledby=${`plane-${zone.id}`} style=${`left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px; --head: ${head}px`}>
    <header class="zone-head">
      <h3 id=${`plane-${zone.id}`} dir="auto">${onZone ? html`<button type="button" class="zone-name" onClick=${() => onZone(zone)}>${zone.title}</button>` : zone.title}</h3>
      ${zone.prompt && html`<p class="soft" dir="auto">${zone.prompt}</p>`}
    </header>
    <div class="plane-groups">${groupsOf(zone.id).map(({ group, notes }) => html`<section key=${group.id} class="plane-group" data-group=${group.id} aria-label=${group.title}>
      <h4 class="group-title"><bdi>${group.title}</bdi> <span class="num">${notes.length}</span></h4>
      <ul>${notes.map((note) => html`<${Paper} key=${note.id} note=${note} place=${shifted[note.id]} grouped />`)}</ul>
    </section>`)}</div>
    <ul class="plane-notes">
      ${here.map((note) => html`<${Paper} key=${note.id} note=${note} place=${shifted[note.id]} />`)}
      ${waitingOf(zone.id).map((item) => html`<${WaitingNote} key=${item.id} item=${item} />`)}
    </ul>
  </section>`;
}

/** @param {{x: number, y: number}} place */
const at = ({ x, y }) => `left: ${(x * 100).toFixed(2)}%; top: calc(var(--head) + (100% - var(--head)) * ${y.toFixed(4)})`;

/** One note on the plane. @param {{note: any, place?: any, grouped?: boolean}} props */
function Paper({ note, place, grouped }) {
  const may = mayChange(note.id);
  const [moving, setMoving] = useState(false);
  /** @param {KeyboardEvent} event */
  const keys = (event) => {
    if (!moving) return;
    const spot = moved.value[note.id] || { zone: note.zone, x: note.x, y: note.y };
    /** @type {Object<string, [number, number]>} */
    const steps = { ArrowLeft: [-0.05, 0], ArrowRight: [0.05, 0], ArrowUp: [0, -0.05], ArrowDown: [0, 0.05] };
    if (steps[event.key]) {
      const [dx, dy] = steps[event.key];
      moved.value = { ...moved.value, [note.id]: { zone: note.zone, x: clamp(spot.x + dx), y: clamp(spot.y + dy) } };
    } else if (event.key === "Enter") {
      put(note.id, spot);
      setMoving(false);
    } else if (event.key === "Escape") {
      forget(note.id);
      setMoving(false);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const style = place ? at(place) : grouped ? "" : at(note);
  return html`<li class=${`note paper-note ${note.color} ${may ? "movable" : ""} ${moving ? "lifted" : ""}`} data-note=${note.id} style=${style} onKeyDown=${keys}>
    <${Note} note=${note} always />
    ${may && html`<button type="button" class="note-move" aria-pressed=${moving} onClick=${() => (moving ? (put(note.id, moved.value[note.id]), setMoving(false)) : (setMoving(true), say(t("wall.plane.moving"))))}><${Icon} name="move" /><span>${t("wall.plane.move")}</span></button>`}
  </li>`;
}

/** @param {number} share */
const clamp = (share) => Math.min(0.98, Math.max(0.02, share));

/** @param {string} note */
function forget(note) {
  const rest = { ...moved.value };
  delete rest[note];
  moved.value = rest;
}

/** Puts a note down: it stays there on this screen until the server has answered. @param {string} id @param {any} spot @param {any} [more] */
async function put(id, spot, more) {
  if (!spot) return;
  const note = get("note", id);
  const answer = sayRefusal(await send("note.move", { note: id, zone: spot.zone, x: spot.x, y: spot.y, group: null, ...more }));
  if (answer.ok && note && note.zone !== spot.zone) say(t("wall.plane.moved", { zone: get("zone", spot.zone)?.title || "" }));
  forget(id);
}

/**
 * Dragging notes, moving the view, and bringing it closer with two fingers.
 * @param {any} frame @param {any} live @param {(dx: number, dy: number) => void} pan
 * @param {(by: number, at: {x: number, y: number}) => void} zoomBy
 */
function useDrag(frame, live, pan, zoomBy) {
  const held = useRef(/** @type {any} */ ({ fingers: new Map() }));
  /** Where on which zone this point of the screen is. @param {number} x @param {number} y */
  const spotAt = (x, y) => {
    const box = frame.current.getBoundingClientRect();
    const { view, boxes } = live.current;
    const px = (x - box.left - view.x) / view.zoom;
    const py = (y - box.top - view.y) / view.zoom;
    const found = boxes.find((/** @type {any} */ each) => px >= each.left && px <= each.left + each.width && py >= each.top && py <= each.top + each.height);
    if (!found) return null;
    return { zone: found.zone.id, x: clamp((px - found.left) / found.width), y: clamp((py - found.top - found.head) / (found.height - found.head)) };
  };
  const down = (/** @type {PointerEvent} */ event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.button > 0 || target.closest("button, textarea, a")) return;
    held.current.fingers.set(event.pointerId, event);
    const paper = /** @type {HTMLElement | null} */ (target.closest("[data-note]"));
    held.current.note = paper && mayChange(paper.dataset.note || "") ? paper : null;
    held.current.start = event;
    held.current.far = false;
    frame.current.setPointerCapture(event.pointerId);
  };
  const move = (/** @type {PointerEvent} */ event) => {
    const { fingers, note, start } = held.current;
    const last = fingers.get(event.pointerId);
    if (!last) return;
    if (fingers.size === 2) {
      const other = Array.from(fingers.values()).find((finger) => finger.pointerId !== event.pointerId);
      const apart = (/** @type {any} */ a, /** @type {any} */ b) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
      const box = frame.current.getBoundingClientRect();
      zoomBy(apart(event, other) / Math.max(1, apart(last, other)), { x: (event.clientX + other.clientX) / 2 - box.left, y: (event.clientY + other.clientY) / 2 - box.top });
    } else {
      if (!held.current.far && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > 6) held.current.far = true;
      if (held.current.far && note) {
        note.classList.add("lifted");
        note.style.translate = `${(event.clientX - start.clientX) / live.current.view.zoom}px ${(event.clientY - start.clientY) / live.current.view.zoom}px`;
      } else if (held.current.far) pan(event.clientX - last.clientX, event.clientY - last.clientY);
    }
    fingers.set(event.pointerId, event);
  };
  const up = (/** @type {PointerEvent} */ event) => {
    const { fingers, note, far, start } = held.current;
    if (!fingers.delete(event.pointerId)) return;
    held.current.note = null;
    if (note) {
      note.classList.remove("lifted");
      note.style.translate = "";
    }
    if (event.type === "pointercancel") return;
    const paper = /** @type {HTMLElement | null} */ (start.target.closest("[data-note]"));
    if (!far && paper) opened.value = paper.dataset.note || null;
    if (far && note) drop(note, event, start);
  };
  /** @param {HTMLElement} paper @param {PointerEvent} event @param {PointerEvent} start */
  const drop = (paper, event, start) => {
    const id = paper.dataset.note || "";
    const box = paper.getBoundingClientRect();
    const spot = spotAt(box.left + box.width / 2, box.top + box.height / 2);
    if (!spot) return;
    const under = document.elementsFromPoint(event.clientX, event.clientY).map((each) => /** @type {HTMLElement} */ (each));
    const group = under.map((each) => each.closest("[data-group]")).find(Boolean);
    const other = under.map((each) => /** @type {HTMLElement | null} */ (each.closest("[data-note]"))).find((each) => each && each !== paper);
    if (group) {
      const joined = /** @type {HTMLElement} */ (group).dataset.group || "";
      put(id, { ...spot, zone: get("group", joined)?.zone }, { group: joined });
    } else if (other && chairs()) together(id, other.dataset.note || "");
    else {
      moved.value = { ...moved.value, [id]: spot };
      put(id, spot);
    }
  };
  return { handlers: { onPointerDown: down, onPointerMove: move, onPointerUp: up, onPointerCancel: up } };
}

/** The two notes that were put together and wait for their group's name. @type {import("../../vendor/preact.js").Signal<[string, string] | null>} */
export const pairing = signal(null);

/** @param {string} one @param {string} other */
function together(one, other) {
  const group = get("note", other)?.group;
  if (group) put(one, get("note", other), { group });
  else pairing.value = [one, other];
}
