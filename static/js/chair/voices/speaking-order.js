// @ts-check
// The voices that wait, in their order: to be dragged, or moved with the arrows, which also tell where a voice is now.
import { html, useLayoutEffect, useRef, useState } from "../../../vendor/preact.js";
import { get } from "../../core/records.js";
import { Icon } from "../../ui/icon.js";
import { t } from "../../ui/words.js";
import { displayName, waitingTurns } from "../../voices/queries.js";
import { runCommand } from "../shell/commands.js";
import { rowAt, useDragList } from "../shell/drag-list.js";

export function SpeakingOrder() {
  const row = waitingTurns();
  const list = useRef(/** @type {any} */ (null));
  const [said, setSaid] = useState("");
  const follow = useRef({ turn: "", by: 0 });
  useDragList(list, {
    find: (target) => target.closest("[data-turn]"),
    over: (_thing, _x, y) => rowAt(list.current, y),
    drop: (thing, _x, y) => {
      const place = rowAt(list.current, y);
      if (place && place !== thing) move(thing.dataset.turn || "", Array.from(list.current.children).indexOf(place), 0);
    },
  });
  /** @param {string} turn @param {number} to @param {number} by  By which arrow, so that it keeps the focus. */
  const move = async (turn, to, by) => {
    follow.current = { turn: by ? turn : "", by };
    if ((await runCommand("turn.move", { turn, to })).ok)
      setSaid(
        t("voice.row.now_at", {
          name: displayName(get("turn", turn)?.person || ""),
          n: Math.min(to, row.length - 1) + 1,
          m: row.length,
        }),
      );
  };
  const order = row.map((turn) => turn.id).join();
  useLayoutEffect(() => {
    const { turn, by } = follow.current;
    const voice = turn && list.current.querySelector(`[data-turn="${turn}"]`);
    if (!voice) return;
    follow.current = { turn: "", by: 0 };
    const [earlier, later] = voice.querySelectorAll("button");
    const wanted = by < 0 ? earlier : later;
    (wanted.disabled ? (by < 0 ? later : earlier) : wanted).focus();
  }, [order]);
  return html`<div class="stack tight">
    ${
      row.length > 0 &&
      html`<h3 class="small-text">
        ${t("voice.row.heading")} <span class="soft num">${row.length}</span>
      </h3>`
    }
    <ol class="voice-row" ref=${list}>
      ${row.map(
        (turn, n) => html`<${Waiting} key=${turn.id} turn=${turn} n=${n} last=${row.length - 1} onMove=${move} />`,
      )}
    </ol>
    ${row.length > 1 && html`<p class="soft small-text">${t("voice.row.how")}</p>`}
    <p class="unseen" role="status">${said}</p>
  </div>`;
}

/** @param {{turn: any, n: number, last: number, onMove: (turn: string, to: number, by: number) => void}} props */
function Waiting({ turn, n, last, onMove }) {
  const person = get("person", turn.person);
  const name = displayName(turn.person);
  const remote = person?.place === "remote";
  return html`<li class="voice-waiting" data-turn=${turn.id}>
    <span class="soft num" aria-hidden="true">${n + 1}</span>
    <span class="voice-name">
      <bdi>${name}</bdi>
      <small class="soft">
        <${Icon} name=${remote ? "laptop" : "armchair"} /> ${t(remote ? "voice.remote" : "voice.room")}
        ${person?.newcomer ? `, ${t("voice.row.new")}` : ""}
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
