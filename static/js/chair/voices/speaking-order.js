// @ts-check
// The people who wait for their turn, in order: to be dragged, or moved with arrow buttons, which also announce the new
// position.
import { html, useLayoutEffect, useRef } from "../../../vendor/preact.js";
import { get } from "../../core/records.js";
import { announce } from "../../ui/announce.js";
import { Icon } from "../../ui/icon.js";
import { StillList } from "../../ui/still-list.js";
import { t } from "../../ui/words.js";
import { displayName, waitingTurns } from "../../voices/queries.js";
import { runCommand } from "../shell/commands.js";
import { rowAt, useDragList } from "../shell/drag-list.js";

export function SpeakingOrder() {
  const queue = waitingTurns();
  const list = useRef(/** @type {any} */ (null));
  const focusAfter = useRef({ turn: "", by: 0 });
  useDragList(list, {
    find: (target) => target.closest("[data-turn]"),
    over: (_thing, _x, y) => rowAt(list.current, y),
    drop: (thing, _x, y) => {
      const place = rowAt(list.current, y);
      const to = queue.findIndex((turn) => turn.id === place?.dataset.turn);
      if (place !== thing && to >= 0) move(thing.dataset.turn || "", to, 0);
    },
  });
  /**
   * @param {string} turn
   * @param {number} to
   * @param {number} by  The arrow that was used, so that it keeps the focus; 0 for none.
   */
  const move = async (turn, to, by) => {
    focusAfter.current = { turn: by ? turn : "", by };
    if ((await runCommand("turn.move", { turn, to })).ok)
      announce(
        t("voice.row.now_at", {
          name: displayName(get("turn", turn)?.person || ""),
          n: Math.min(to, queue.length - 1) + 1,
          m: queue.length,
        }),
      );
  };
  const order = queue.map((turn) => turn.id).join();
  useLayoutEffect(() => {
    const { turn, by } = focusAfter.current;
    const voice = turn && list.current.querySelector(`[data-turn="${turn}"]`);
    if (!voice) return;
    focusAfter.current = { turn: "", by: 0 };
    const [earlier, later] = voice.querySelectorAll("button");
    const wanted = by < 0 ? earlier : later;
    (wanted.disabled ? (by < 0 ? later : earlier) : wanted).focus();
  }, [order]);
  return html`<div class="stack tight">
    ${
      queue.length > 0 &&
      html`<h3 class="small-text">
        ${t("voice.row.heading")} <span class="soft num">${queue.length}</span>
      </h3>`
    }
    <div ref=${list}>
      <${StillList}
        tag="ol"
        class="speaking-order"
        items=${queue}
        sizeOf=${(/** @type {TurnRecord} */ turn) => JSON.stringify(get("person", turn.person))}
        row=${(/** @type {TurnRecord} */ turn, /** @type {Record<string, unknown>} */ attributes) =>
          html`<${WaitingTurn} key=${turn.id} turn=${turn} n=${queue.indexOf(turn)} last=${queue.length - 1} onMove=${move} attributes=${attributes} />`}
      />
    </div>
    ${queue.length > 1 && html`<p class="soft small-text">${t("voice.row.how")}</p>`}
  </div>`;
}

/**
 * @param {{turn: TurnRecord, n: number, last: number, onMove: (turn: string, to: number, by: number) => void,
 *   attributes: Record<string, unknown>}} props
 */
function WaitingTurn({ turn, n, last, onMove, attributes }) {
  const person = get("person", turn.person);
  const name = displayName(turn.person);
  const remote = person?.place === "remote";
  return html`<li ...${attributes} class="voice-waiting" data-turn=${turn.id}>
    <span class="soft num" aria-hidden="true">${n + 1}</span>
    <span class="voice-name">
      <bdi>${name}</bdi>
      <small class="soft">
        <${Icon} name=${remote ? "laptop" : "armchair"} /> ${t(remote ? "voice.remote" : "voice.room")}
        ${person?.newcomer ? ` · ${t("voice.row.new")}` : ""}
      </small>
    </span>
    <button
      type="button"
      class="button plain small"
      disabled=${n === 0}
      aria-label=${t("voice.row.earlier", { name })}
      onClick=${() => onMove(turn.id, n - 1, -1)}
    >
      <${Icon} name="arrow-up" />
    </button>
    <button
      type="button"
      class="button plain small"
      disabled=${n === last}
      aria-label=${t("voice.row.later", { name })}
      onClick=${() => onMove(turn.id, n + 1, 1)}
    >
      <${Icon} name="arrow-down" />
    </button>
  </li>`;
}
