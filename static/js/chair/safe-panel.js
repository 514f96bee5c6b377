// @ts-check
// Safe hands: lock the door, pause the writing, bring notes back, hand the chair on, close the meeting. Few, and visible.
import { html, useState } from "../../vendor/preact.js";
import { you } from "../live/connection.js";
import { page } from "../live/facts.js";
import { all, one } from "../live/records.js";
import { Dialog } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { say } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { give, giving } from "./give.js";

export function SafePanel() {
  const [open, setOpen] = useState("");
  const meeting = one("meeting");
  const removed = all("removed");
  const chair = you.value?.role === "chair";
  const close = () => setOpen("");
  const toggle = (/** @type {boolean} */ on, /** @type {string} */ yes, /** @type {string} */ no, /** @type {string} */ icon, /** @type {string} */ key) =>
    html`<button type="button" class=${`button quiet small ${on ? "on" : ""}`} aria-pressed=${on} onClick=${giving(on ? no : yes)}><${Icon} name=${icon} /> ${t(`chair.safe.${key}${on ? "_off" : ""}`)}</button>`;
  if (!meeting) return null;
  return html`<section class="panel" aria-labelledby="safe-h">
    <h2 id="safe-h">${t("chair.safe.heading")}</h2>
    <div class="tools">
      ${meeting.state !== "closed" && html`
        ${toggle(meeting.paused, "meeting.pause", "meeting.resume", "pause", "pause")}
        ${toggle(meeting.locked, "meeting.lock", "meeting.unlock", meeting.locked ? "lock" : "lock-open", "lock")}`}
      ${removed.length > 0 && html`<button type="button" class="button quiet small" onClick=${() => setOpen("removed")}><${Icon} name="eye-off" /> ${t("chair.safe.removed", { n: removed.length })}</button>`}
      <a class="button quiet small" href=${page.urls.links} target="_blank"><${Icon} name="qr-code" /> ${t("chair.safe.links")}</a>
      ${chair && html`<button type="button" class="button quiet small" onClick=${() => setOpen("helper")}><${Icon} name="hand-heart" /> ${t("chair.safe.helper")}</button>
        <button type="button" class="button quiet small" onClick=${() => setOpen("chair")}><${Icon} name="share-2" /> ${t("chair.safe.hand_over")}</button>`}
      ${meeting.state === "closed"
        ? html`<button type="button" class="button quiet small" onClick=${giving("meeting.reopen")}><${Icon} name="door-open" /> ${t("chair.reopen")}</button>`
        : html`<button type="button" class="button quiet small" onClick=${() => setOpen("close")}><${Icon} name="flag" /> ${t("chair.safe.close")}</button>`}
    </div>
    ${open === "removed" && html`<${Dialog} title=${t("chair.safe.removed_title")} onClose=${close}>
      ${removed.length ? html`<ul class="stack tight">${removed.map((note) => html`<li key=${note.id} class=${`note ${note.color}`}><p class="note-text" dir="auto">${note.text}</p><div class="note-foot"><button type="button" class="note-open" onClick=${giving("note.restore", { note: note.id })}><${Icon} name="rotate-ccw" /><span>${t("chair.safe.restore")}</span></button></div></li>`)}</ul>` : html`<p>${t("chair.safe.none_removed")}</p>`}
    <//>`}
    ${(open === "chair" || open === "helper") && html`<${Link} kind=${open} onClose=${close} />`}
    ${open === "close" && html`<${Dialog} title=${t("chair.close.title")} onClose=${close}>
      <p>${t("chair.close.about")}</p>
      <div class="row"><button type="button" class="button" onClick=${async () => (await give("meeting.close")).ok && close()}>${t("chair.close.button")}</button><button type="button" class="button quiet" onClick=${close}>${t("common.cancel")}</button></div>
    <//>`}
  </section>`;
}

/** A link for the next chair, or for a helper. @param {{kind: string, onClose: () => void}} props */
function Link({ kind, onClose }) {
  const [url, setUrl] = useState("");
  const make = async () => {
    const response = await fetch(page.urls[`${kind}_link`], { method: "POST" }).catch(() => null);
    if (!response || !response.ok) return say(t("common.status.offline"));
    const answer = await response.json();
    setUrl(answer[`${kind}_url`]);
  };
  const copy = () => navigator.clipboard.writeText(url).then(() => say(t("chair.link.copied")), () => say(t("chair.link.by_hand")));
  return html`<${Dialog} title=${t(`chair.link.${kind}.title`)} onClose=${onClose}>
    <p>${t(`chair.link.${kind}.about`)}</p>
    ${url
      ? html`<p class="address" dir="ltr">${url}</p><button type="button" class="button" onClick=${copy}><${Icon} name="copy" /> ${t("chair.link.copy")}</button>`
      : html`<button type="button" class="button" onClick=${make}>${t(`chair.link.${kind}.make`)}</button>`}
  <//>`;
}
