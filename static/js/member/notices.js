// @ts-check
// What concerns this person now: their turn, a pause, words that could not be put on the wall.
import { html, useEffect, useRef } from "../../vendor/preact.js";
import { clock, until } from "../agenda/time.js";
import { saves, you } from "../live/connection.js";
import { lost, send } from "../live/outbox.js";
import { all, one } from "../live/records.js";
import { sayRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { giveBack } from "../wall/drafts.js";
import { refusedNotes } from "../wall/notes.js";
import { Asked } from "./asked.js";
import { Closed } from "./closed.js";
import { Ask } from "./header.js";

/** @param {{scale?: any, onScale?: () => void}} props  `scale`: one that opened while this person was writing. */
export function Notices({ scale, onScale }) {
  const meeting = one("meeting");
  return html`<section class="notices" aria-label=${t("member.notices")}>
    ${!saves.value && html`<p class="notice warm" role="alert">${t("common.cannot_save")}</p>`}
    ${meeting?.state === "closed" && html`<${Closed} />`}
    <${Asked} />
    <${MyTurn} />
    ${meeting?.paused && meeting.state !== "closed" && html`<p class="notice" role="status">${t("member.paused")}</p>`}
    ${scale && html`<div class="notice turn" role="status"><p class="grow" dir="auto">${t("member.scale_open", { question: scale.question })}</p><button type="button" class="button small" onClick=${onScale}>${t("member.scale_answer")}</button></div>`}
    ${refusedNotes().map(({ item, error }) => html`<${Refused} key=${item.id} item=${item} error=${error} />`)}
    <${Ask} />
  </section>`;
}

/** @param {{item: any, error: any}} props */
function Refused({ item, error }) {
  const done = () => (lost.value = lost.value.filter((each) => each.item.id !== item.id));
  const back = () => {
    const zone = item.args.zone || all("note").find((note) => note.id === item.args.note)?.zone || all("zone")[0]?.id;
    if (zone) giveBack(zone, item.args.text);
    done();
  };
  return html`<div class="notice stack tight" role="alert">
    <p><b>${t("wall.note.not_accepted")}</b> ${error.message}</p>
    <blockquote class="refused-words" dir="auto">${item.args.text}</blockquote>
    <div class="row"><button type="button" class="button small" onClick=${back}>${t("wall.note.back_to_box")}</button>
      <button type="button" class="button quiet small" onClick=${done}>${t("wall.note.let_go")}</button></div>
  </div>`;
}

/** The round, for the one who speaks, is next, or waits. */
function MyTurn() {
  const me = you.value?.id;
  const open = all("turn").filter((turn) => turn.state === "speaking" || turn.state === "waiting");
  const index = open.findIndex((turn) => turn.person === me);
  const mine = open[index];
  const speaking = Boolean(mine && mine.state === "speaking");
  const before = useRef(false);
  useEffect(() => {
    if (speaking && !before.current && navigator.vibrate) navigator.vibrate(120);
    before.current = speaking;
  }, [speaking]);
  if (!mine) return null;
  const left = speaking ? Math.min(until(mine.started_at + mine.seconds * 1000), mine.seconds * 1000) : 0;
  const words = speaking ? t("member.turn.now") : index === 1 ? t("member.turn.next") : t("member.turn.soon", { n: index });
  return html`<div class=${`notice turn ${speaking ? "turn-now" : ""}`}>
    <p class="grow" role="status"><b>${words}</b></p>
    ${speaking && html`<span class="num turn-clock" aria-hidden="true">${left >= 0 ? clock(left) : t("member.turn.finish")}</span>`}
    <button type="button" class="button quiet small" onClick=${() => send("turn.pass").then(sayRefusal)}>${t(speaking ? "member.turn.done" : "member.turn.pass")}</button>
  </div>`;
}
