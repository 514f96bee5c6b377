// @ts-check
// The sheets behind "Safe hands": notes that wait for a look, slow mode, who stays out, another code, and the log.
import { html, signal } from "../../../vendor/preact.js";
import { page } from "../../core/page-data.js";
import { joinCode } from "../../core/join-code.js";
import { all, get, one } from "../../core/records.js";
import { Dialog } from "../../ui/dialog.js";
import { Icon } from "../../ui/icon.js";
import { say } from "../../ui/toast.js";
import { hour } from "../../ui/dates.js";
import { t } from "../../ui/words.js";
import { steer, steering } from "../shell/commands.js";
import { closeSheet } from "../shell/sheet.js";
import { Sure } from "../shell/confirm-button.js";

/** Seconds between two notes of one person. @type {(number | null)[]} */
const PACES = [null, 10, 30, 60, 120];

/** Notes that wait for a look; each goes up or is put aside. */
export function HeldDialog() {
  const held = all("held");
  return html`<${Dialog} title=${t("chair.held.title")} onClose=${closeSheet}>
    ${held.length ? html`<p class="soft">${t("chair.held.about")}</p>` : html`<p>${t("chair.held.none")}</p>`}
    <ul class="stack tight">${held.map((note) => html`<li key=${note.id} class=${`note ${note.color}`}>
      <p class="note-text" dir="auto">${note.text}</p><p class="small-text"><bdi>${get("zone", note.zone)?.title}</bdi></p>
      <div class="row"><button type="button" class="button small" onClick=${steering("note.let", { note: note.id })}><${Icon} name="check" /> ${t("chair.held.let")}</button>
        <button type="button" class="button quiet small on-paper" onClick=${steering("note.remove", { note: note.id })}><${Icon} name="eye-off" /> ${t("wall.note.hide")}</button></div></li>`)}</ul>
  <//>`;
}

export function SlowDialog() {
  const slow = one("meeting")?.slow || null;
  return html`<${Dialog} title=${t("chair.safe.slow")} onClose=${closeSheet}>
    <p class="soft">${t("chair.slow.about")}</p>
    <fieldset class="bare"><legend class="unseen">${t("chair.safe.slow")}</legend>
      <div class="row choices">${PACES.map((seconds) => html`<label key=${seconds} class="choice"><input type="radio" name="slow" checked=${slow === seconds} onChange=${() => steer("meeting.slow", { seconds })} /><span>${seconds ? t("chair.slow.every", { n: seconds }) : t("chair.slow.off")}</span></label>`)}</div></fieldset>
  <//>`;
}

/** Who is here and could be asked to leave, and whose device stays out. */
export function OutDialog() {
  const out = all("kept_out");
  const here = all("person").filter((person) => person.online && person.role === "participant" && !person.guest);
  /** @param {string} person */
  const remove = async (person) => (await steer("person.remove", { person })).ok && say(t("chair.out.done"));
  return html`<${Dialog} title=${t("chair.safe.out")} onClose=${closeSheet}>
    <p class="soft">${t("chair.out.about")}</p>
    ${out.length > 0 && html`<h3>${t("chair.out.heading")}</h3>
      <ul class="people-rows">${out.map((each) => html`<li key=${each.id} class="row apart"><bdi>${each.called}</bdi> <button type="button" class="button quiet small" onClick=${steering("person.let_in", { person: each.id })}><${Icon} name="door-open" /> ${t("chair.out.let_in")}</button></li>`)}</ul>`}
    <h3>${t("member.people")}</h3>
    ${here.length
      ? html`<ul class="people-rows">${here.map((person) => html`<li key=${person.id} class="row apart"><span><bdi>${person.name || person.marker}</bdi> <span class="soft small-text">${t(`chair.out.${person.place}`)}</span></span> <span><${Sure} icon="x" words="chair.out.remove" sure="chair.out.remove_sure" onSure=${() => remove(person.id)} /></span></li>`)}</ul>`
      : html`<p>${t("chair.out.nobody")}</p>`}
  <//>`;
}

const fault = signal("");

/** Another code to come in with. */
export function CodeDialog() {
  const code = joinCode();
  const make = async () => {
    fault.value = "";
    try {
      const answer = await fetch(page.urls.new_code, { method: "POST" });
      if (!answer.ok) fault.value = (await answer.json()).error.message;
    } catch (error) {
      fault.value = t("common.status.offline");
    }
  };
  return html`<${Dialog} title=${t("chair.safe.code")} onClose=${closeSheet}>
    <p>${t("chair.code.about")}</p>
    <p role="status">${t("chair.code.now")} <b class="code num">${code.slice(0, 3)} ${code.slice(3)}</b></p>
    <div class="row"><${Sure} icon="refresh-cw" words="chair.code.make" sure="chair.code.make_sure" onSure=${make} /></div>
    ${fault.value && html`<p class="error" role="alert">${fault.value}</p>`}
  <//>`;
}

/** What was done, newest first, each to be taken back while that makes sense. */
export function LogDialog() {
  const lines = all("log").sort((a, b) => b.at - a.at || b.id.length - a.id.length || (a.id < b.id ? 1 : -1));
  return html`<${Dialog} title=${t("chair.safe.log")} onClose=${closeSheet}>
    <p class="soft">${t("chair.log.about")}</p>
    ${lines.length
      ? html`<ul class="people-rows">${lines.map((line) => html`<li key=${line.id} class="row apart"><span><span class="soft num">${hour(line.at)}</span> ${wordsOf(line)}</span>
          ${line.undo && html`<button type="button" class="button quiet small" aria-label=${t("chair.log.undo_label", { what: wordsOf(line) })} onClick=${steering(line.undo.name, line.undo.args)}><${Icon} name="undo-2" /> ${t("chair.log.undo")}</button>`}</li>`)}</ul>`
      : html`<p>${t("chair.log.none")}</p>`}
  <//>`;
}

/** @param {any} line */
function wordsOf(line) {
  const off = (line.of === "slow" || line.of === "hold" || line.of === "blank") && !line.detail;
  return t(`chair.log.${line.what.replace(".", "_")}${off ? "_off" : ""}`, { n: Number(line.detail) || 0, who: line.detail });
}
