// @ts-check
// One zone on the plane: its header, its groups and its notes, which arrow keys move through.
import { html, useState } from "../../../vendor/preact.js";
import { isChairOrHelper } from "../../core/roles.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { renaming } from "../group-dialog.js";
import { useMemoByKey } from "../memo-by-key.js";
import { heldNote } from "../moves.js";
import { colorOfUnsent, countOf, isMine, mayChange, unsentChanges, whyHidden } from "../queries.js";
import { isSelected } from "../selection.js";
import { ZoneState } from "../zone-state.js";
import { CELL_SIZE, NOTE_SIZE, rectOf } from "./layout.js";
import { heldOverCell } from "./move-bar.js";
import { NoteOnPlane } from "./note-on-plane.js";

/** @typedef {import("./layout.js").Box} Box */

/** The distance from the edge of a cell to the note in it. */
export const INSET = (CELL_SIZE.width - NOTE_SIZE.width) / 2;

/** The note that an element belongs to, or "". @param {Element} element */
export const noteAt = (element) => element.closest("[data-note]")?.getAttribute("data-note") || "";

/**
 * @param {{box: Box, over: ReturnType<typeof heldOverCell>, onZone?: (zone: ZoneRecord) => void, name?: string,
 *   isSaid?: boolean}} props  `over`: the cell that a note is held over; `isSaid`: its state is said elsewhere.
 */
export function ZoneOnPlane({ box, over, onZone, name, isSaid }) {
  const { zone, left, top, width, height, clusters, single, spots, waiting } = box;
  const keep = useMemoByKey();
  const changes = unsentChanges();
  const held = heldNote.value;
  const [tabStop, setTabStop] = useState("");
  const order = clusters.flatMap((cluster) => cluster.notes).concat(single);
  const at = order.some((note) => note.id === tabStop) ? tabStop : order.length ? order[0].id : "";
  const noteView = (
    /** @type {NoteRecord} */ note,
    /** @type {{left: number, top: number} | null | undefined} */ spot,
  ) => {
    const facts = {
      mine: isMine(note.id),
      may: mayChange(note.id),
      hidden: whyHidden(note),
      change: changes.get(note.id),
      lifted: held?.note === note.id,
      stop: at === note.id,
      picked: isSelected(note),
      left: spot?.left,
      top: spot?.top,
    };
    const { change, ...others } = facts;
    return keep(
      note.id,
      [note, ...Object.values(others), JSON.stringify(change)],
      () => html`<${NoteOnPlane} key=${note.id} note=${note} ...${facts} />`,
    );
  };
  /** Arrow keys move from note to note; Tab moves to the next zone. @param {KeyboardEvent} event */
  const keys = (event) => {
    const from = noteAt(/** @type {HTMLElement} */ (event.target));
    const next = from && neighbour(box, from, event.key);
    if (!next) return;
    event.preventDefault();
    setTabStop(next);
    const section = /** @type {HTMLElement} */ (event.currentTarget);
    const button = /** @type {HTMLElement | null} */ (section.querySelector(`[data-note="${next}"] button`));
    button?.focus({ preventScroll: true });
  };
  return html`<section
    class="plane-zone"
    data-zone=${zone.id}
    aria-labelledby=${`plane-${zone.id}`}
    style=${`left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px`}
    onKeyDown=${keys}
    onFocusIn=${(/** @type {Event & {target: HTMLElement}} */ event) =>
      noteAt(event.target) && setTabStop(noteAt(event.target))}
  >
    <${Head} zone=${zone} onZone=${onZone} name=${name} isSaid=${isSaid} />
    ${clusters.map(
      (cluster) => html`<${Group} key=${cluster.group.id} cluster=${cluster}>
        ${cluster.notes.map((note) => noteView(note, null))}
      <//>`,
    )}
    <ul class="plane-notes">
      ${single.map((note) =>
        noteView(
          note,
          over && held && held.note === note.id
            ? { left: over.left - left + 2 * INSET, top: over.top - top }
            : spots.get(note.id),
        ),
      )}
      ${waiting.map((item) => html`<${Waiting} key=${item.id} item=${item} spot=${spots.get(item.id)} />`)}
    </ul>
  </section>`;
}

/** @param {{zone: ZoneRecord, onZone?: (zone: ZoneRecord) => void, name?: string, isSaid?: boolean}} props */
function Head({ zone, onZone, name, isSaid }) {
  return html`<header class="plane-head">
    <h3 id=${`plane-${zone.id}`} dir="auto">
      <bdi>${zone.title}</bdi> <span class="soft num">${countOf(zone)}</span>
    </h3>
    ${
      (zone.alone || zone.voting) && !isSaid
        ? html`<${ZoneState} zone=${zone} />`
        : zone.prompt && html`<p class="soft" dir="auto">${zone.prompt}</p>`
    }
    ${
      onZone &&
      name &&
      html`<button type="button" class="button quiet small plane-name" onClick=${() => onZone(zone)}>
        ${name}
        <span class="unseen">: ${zone.title}</span>
      </button>`
    }
  </header>`;
}

/** @param {{cluster: Box["clusters"][number], children: unknown}} props */
function Group({ cluster, children }) {
  const { group, notes, left, top, width, height, across } = cluster;
  return html`<section
    class="plane-group"
    data-group=${group.id}
    aria-label=${group.title}
    style=${`left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px; --across: ${across}`}
  >
    <h4>
      <bdi>${group.title}</bdi> <span class="soft num">${notes.length}</span>
      ${
        isChairOrHelper() &&
        html`<button
          type="button"
          class="button plain small plane-name"
          aria-label=${t("wall.group.change_label", { title: group.title })}
          onClick=${() => (renaming.value = group)}
        >
          ${t("wall.group.change")}
        </button>`
      }
    </h4>
    <ul>${children}</ul>
  </section>`;
}

/** @param {{item: import("../queries.js").UnsentNote, spot?: import("./layout.js").Spot}} props */
function Waiting({ item, spot }) {
  if (!spot) return null;
  return html`<li
    class=${`note note-on-plane is-waiting ${colorOfUnsent(item)}`}
    data-size="usual"
    style=${`left: ${spot.left}px; top: ${spot.top}px`}
  >
    <span class="note-text" dir="auto">${item.args.text}</span>
    <span class="note-on-plane-waiting"><${Icon} name="hourglass" /> ${t("wall.note.waiting")}</span>
  </li>`;
}

/** The next note in the direction of an arrow key. @param {Box} box @param {string} from @param {string} key */
function neighbour(box, from, key) {
  /** @type {Record<string, [number, number]>} */
  const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const direction = directions[key];
  const start = direction && rectOf([box], from);
  if (!start) return null;
  let [best, least] = ["", Infinity];
  for (const { id } of box.clusters.flatMap((cluster) => cluster.notes).concat(box.single)) {
    const rect = id === from ? null : rectOf([box], id);
    if (!rect) continue;
    const dx = rect.left - start.left;
    const dy = rect.top - start.top;
    const along = dx * direction[0] + dy * direction[1];
    const aside = Math.abs(dx * direction[1]) + Math.abs(dy * direction[0]);
    if (along < CELL_SIZE.height / 3) continue;
    if (along + 2 * aside < least) [best, least] = [id, along + 2 * aside];
  }
  return best || null;
}
