// @ts-check
// Where are we: the part that is on, the clock, and what to do next as the one filled button.
import { html } from "../../vendor/preact.js";
import { ClockFace, ClockLine } from "../agenda/clock-face.js";
import { hour } from "../agenda/time.js";
import { now, second } from "../live/clock.js";
import { all, get, one } from "../live/records.js";
import { hereCounts } from "../member/people.js";
import { UndoButton } from "../member/undo.js";
import { Icon } from "../ui/icon.js";
import { Status } from "../ui/status.js";
import { t } from "../ui/words.js";
import { give, giving } from "./give.js";

export function Top() {
  const meeting = one("meeting");
  const timer = one("timer");
  const section = timer && get("section", timer.section);
  const { room, remote } = hereCounts();
  return html`<header class="chair-top">
    <div class="chair-where grow">
      <h1 dir="auto">${section ? section.title : meeting?.title}</h1>
      <p class="soft small-text row"><${PlanLine} /><${Status} /></p>
    </div>
    <${ClockFace} />
    ${timer && html`<div class="row chair-time">
      <button type="button" class="button quiet" onClick=${giving(timer.running ? "agenda.pause" : "agenda.resume")}><${Icon} name=${timer.running ? "pause" : "play"} /> ${t(timer.running ? "chair.pause" : "chair.resume")}</button>
      ${[-1, 1, 5].map((n) => html`<button key=${n} type="button" class="button quiet minutes num" aria-label=${t("chair.minutes_label", { n: n > 0 ? `+${n}` : String(n) })} onClick=${giving("agenda.extend", { minutes: n })}>${n > 0 ? `+${n}` : `−${-n}`}</button>`)}
      <button type="button" class="button quiet" onClick=${giving("agenda.back")}><${Icon} name="arrow-left" /> ${t("chair.back")}</button>
    </div>`}
    <${Next} />
    <div class="row chair-side-tools"><span class="pill num"><${Icon} name="users" /> ${t("chair.here", { room, remote })}</span><${UndoButton} /></div>
    <${ClockLine} />
  </header>
  <${Savings} />`;
}

function Next() {
  const meeting = one("meeting");
  if (meeting?.state === "closed") return html`<button type="button" class="button quiet" onClick=${giving("meeting.reopen")}>${t("chair.reopen")}</button>`;
  const sections = all("section");
  const on = sections.findIndex((section) => section.state === "now");
  const next = on < 0 ? sections.find((section) => section.state === "todo") : sections.slice(on + 1).find((section) => section.state === "todo");
  if (on < 0 && !next) return null;
  if (on < 0) return html`<button type="button" class="button next" onClick=${giving("agenda.start")}><${Icon} name="play" /> ${t(meeting?.state === "waiting" ? "chair.start" : "chair.start_part", { title: next?.title })}</button>`;
  return html`<button type="button" class="button next" onClick=${giving("agenda.next")}><span>${next ? t("chair.next", { title: next.title }) : t("chair.finish_last")}</span> <${Icon} name="arrow-right" /></button>`;
}

/** When we will end, in words. */
function PlanLine() {
  const plan = one("plan");
  const timer = one("timer");
  second.value;
  if (!plan || !plan.finish || one("meeting")?.state === "closed") return html`<span>${t(one("meeting")?.state === "closed" ? "chair.closed" : "chair.not_started")}</span>`;
  // While a part runs over, or is paused, the end moves with the clock; the server says so once a minute.
  const late = timer && timer.running ? Math.max(0, now() - timer.ends_at) : 0;
  const finish = Math.max(plan.finish, timer && timer.running ? timer.ends_at + late + rest() : 0);
  const minutes = Math.round((finish - plan.planned_end) / 60000);
  const key = minutes > 0 ? "chair.plan.over" : minutes < 0 ? "chair.plan.early" : "chair.plan.on_time";
  return html`<span>${t(key, { time: hour(finish), n: Math.abs(minutes) })}</span>`;
}

function rest() {
  return all("section").filter((section) => section.state === "todo").reduce((sum, section) => sum + section.minutes * 60000, 0);
}

/** Where minutes could be saved; only the chair decides. */
function Savings() {
  const plan = one("plan");
  if (!plan || !plan.savings.length) return null;
  const parts = plan.savings.map((/** @type {[string, number]} */ [id, n]) => t("chair.save.part", { title: get("section", id)?.title, n })).join(", ");
  return html`<p class="notice row chair-savings" role="status"><span class="grow">${t("chair.save.about")} <bdi>${parts}</bdi></span>
    <button type="button" class="button quiet small" onClick=${() => give("agenda.save")}>${t("chair.save.button")}</button></p>`;
}
