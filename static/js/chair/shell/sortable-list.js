// @ts-check
// A list whose rows can be reordered: dragged by their grip, or moved with arrow buttons, which also announce the new
// position.
import { html, useLayoutEffect, useRef } from "../../../vendor/preact.js";
import { announce } from "../../ui/announce.js";
import { Icon } from "../../ui/icon.js";
import { StillList } from "../../ui/still-list.js";
import { t } from "../../ui/words.js";
import { runCommand } from "./commands.js";
import { rowAt, useDragList } from "./drag-list.js";

/**
 * @template {"recommendation" | "resource" | "snapshot"} K
 * @param {{kind: K, rows: RecordKinds[K][], named: (row: RecordKinds[K]) => string,
 *   children: (row: RecordKinds[K]) => unknown, label: string}} props
 *   `kind`: of the records; their command is `kind.move`. `children`: renders one row.
 */
export function SortableList({ kind, rows, named, children, label }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const focusAfter = useRef({ id: "", by: 0 });
  // Handles that are there stay when all other rows are gone, or the row under a finger would change its shape.
  const hasHandles = useRef(false);
  hasHandles.current = hasHandles.current || rows.length > 1;
  const order = rows.map((row) => row.id).join();
  /**
   * @param {RecordKinds[K]} row
   * @param {number} to
   * @param {number} by  The arrow that was used, so that it keeps the focus; 0 for none.
   */
  const move = async (row, to, by) => {
    focusAfter.current = { id: by ? row.id : "", by };
    if ((await runCommand(`${kind}.move`, /** @type {CommandArgs[`${K}.move`]} */ ({ [kind]: row.id, to }))).ok)
      announce(t("chair.drawer.now_at", { name: named(row), n: to + 1, m: rows.length }));
  };
  useDragList(list, {
    find: (target) => (target.closest(".grip") ? target.closest(".sortable-list > li") : null),
    over: (_thing, _x, y) => rowAt(list.current, y),
    drop: (thing, _x, y) => {
      const place = rowAt(list.current, y);
      const row = rows.find((each) => each.id === thing.dataset.row);
      const to = rows.findIndex((each) => each.id === place?.dataset.row);
      if (row && to >= 0 && place !== thing) move(row, to, 0);
    },
  });
  useLayoutEffect(() => {
    const { id, by } = focusAfter.current;
    const row = id && list.current?.querySelector(`[data-row="${id}"]`);
    if (!row) return;
    focusAfter.current = { id: "", by: 0 };
    const [earlier, later] = /** @type {NodeListOf<HTMLButtonElement>} */ (row.querySelectorAll(".arrow"));
    const wanted = by < 0 ? earlier : later;
    (wanted.disabled ? (by < 0 ? later : earlier) : wanted).focus();
  }, [order]);
  const rowOf = (/** @type {RecordKinds[K]} */ row, /** @type {Record<string, unknown>} */ attributes) => {
    const n = rows.indexOf(row);
    return html`<li ...${attributes}>
      ${
        hasHandles.current &&
        html`<div class="sortable-handles">
          <span class="grip" aria-hidden="true"><${Icon} name="menu" /></span>
          <button
            type="button"
            class="button plain small arrow"
            disabled=${n === 0}
            aria-label=${t("chair.drawer.earlier", { name: named(row) })}
            onClick=${() => move(row, n - 1, -1)}
          >
            <${Icon} name="arrow-up" />
          </button>
          <button
            type="button"
            class="button plain small arrow"
            disabled=${n === rows.length - 1}
            aria-label=${t("chair.drawer.later", { name: named(row) })}
            onClick=${() => move(row, n + 1, 1)}
          >
            <${Icon} name="arrow-down" />
          </button>
        </div>`
      }
      <div class="sortable-row">${children(row)}</div>
    </li>`;
  };
  return html`
    <div ref=${list}>
      <${StillList}
        tag="ol"
        class="sortable-list"
        label=${label}
        items=${rows}
        open=${false}
        row=${rowOf}
      />
    </div>
  `;
}
