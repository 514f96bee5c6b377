// @ts-check
// What concerns this person now: their turn, a pause, words that could not be put on the wall.
import { html, useEffect, useRef } from "../../vendor/preact.js";
import { clock } from "../agenda/time.js";
import { now, second } from "../live/clock.js";
import { you } from "../live/connection.js";
import { lost, send } from "../live/outbox.js";
import { all, one } from "../live/records.js";
import { sayRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { draftOf, keepDraft } from "../wall/composer.js";
import { refusedNotes } from "../wall/notes.js";

export function Notices() {
  const meeting = one("meeting");
  return html`<div class="notices">
    <${MyTurn} />
    ${meeting?.paused && meeting.state !== "closed" && html`<p class="notice" role="status">${t("member.paused")}</p>`}
    ${refusedNotes().map(({ item, error }) => html`<${Refused} key=${item.id} item=${item} error=${error} />`)}
  </div>`;
}

/** @param {{item: any, error: any}} props */
function Refused({ item, error }) {
  const back = () => {
    const draft = draftOf(item.args.zone);
    keepDraft(item.args.zone, draft ? `${draft}\n${item.args.text}` : item.args.text);
    lost.value = lost.value.filter((each) => each.item.id !== item.id);
  };
  return html`<div class="notice stack tight" role="alert">
    <p><b>${t("wall.note.not_accepted")}</b> ${error.message}</p>
    <blockquote class="soft" dir="auto">${item.args.text}</blockquote>
    <button type="button" class="button quiet small" onClick=${back}>${t("wall.note.back_to_box")}</button>
  </div>`;
}

/** The round, for the one who speaks or is next. */
function MyTurn() {
  second.value;
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
  if (!mine || index > 1) return null;
  const left = mine.started_at + mine.seconds * 1000 - now();
  return html`<div class=${`notice turn ${speaking ? "turn-now" : ""}`} role="status">
    <p class="grow"><b>${t(speaking ? "member.turn.now" : "member.turn.next")}</b></p>
    ${speaking && html`<span class="num turn-clock" aria-hidden="true">${left >= 0 ? clock(left) : t("member.turn.finish")}</span>`}
    <button type="button" class="button quiet small" onClick=${() => send("turn.pass").then(sayRefusal)}>${t(speaking ? "member.turn.done" : "member.turn.pass")}</button>
  </div>`;
}
