// @ts-check
// Snapshots: one tap freezes what there is; a line of words can be written at any time.
import { html, useState } from "../../vendor/preact.js";
import { hour } from "../agenda/time.js";
import { page } from "../live/facts.js";
import { all, one } from "../live/records.js";
import { Autosave } from "../ui/autosave.js";
import { Dialog } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { say } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { give } from "./give.js";

export function SnapshotsPanel() {
  const [open, setOpen] = useState("");
  const snapshots = all("snapshot");
  const shown = snapshots.find((snapshot) => snapshot.id === open);
  const bare = snapshots.filter((snapshot) => !snapshot.caption).length;
  const take = async () => {
    const answer = await give("snapshot.take");
    if (answer.ok) say(t("chair.snapshots.taken"));
  };
  return html`<section class="panel" aria-labelledby="snapshots-h">
    <h2 id="snapshots-h">${t("chair.snapshots.heading")}</h2>
    ${one("meeting")?.state !== "closed" && html`<button type="button" class="button wide" onClick=${take}><${Icon} name="camera" /> ${t("chair.snapshots.take")}</button>`}
    <p class="soft">${t("chair.snapshots.count", { n: snapshots.length })}${bare ? ` ${t("chair.snapshots.bare", { n: bare })}` : ""}</p>
    <ul class="stack tight">
      ${snapshots.slice().reverse().map((snapshot) => html`<li key=${snapshot.id}><button type="button" class="snapshot-row" onClick=${() => setOpen(snapshot.id)}>
        <span class="grow"><b><bdi>${snapshot.title}</bdi></b><small class="soft">${hour(snapshot.taken_at)} · ${snapshot.caption ? t("chair.snapshots.has_caption") : t("chair.snapshots.needs_caption")}</small></span><${Icon} name="pencil" /></button></li>`)}
    </ul>
    ${shown && html`<${Dialog} wide title=${shown.title} onClose=${() => setOpen("")}>
      <img class="snapshot-picture" src=${`${page.urls.snapshots}${shown.id}.svg`} alt=${t("chair.snapshots.picture", { title: shown.title })} />
      <${Autosave} key=${`${shown.id}t`} label=${t("chair.snapshots.title")} value=${shown.title} name="snapshot.edit" args=${{ snapshot: shown.id }} field="title" limit=${120} />
      <${Autosave} key=${`${shown.id}c`} label=${t("chair.snapshots.caption")} value=${shown.caption} name="snapshot.edit" args=${{ snapshot: shown.id }} field="caption" rows=${4} limit=${1000} hint=${t("chair.snapshots.caption_hint")} />
      <button type="button" class="button quiet small" onClick=${async () => (await give("snapshot.remove", { snapshot: shown.id })).ok && setOpen("")}><${Icon} name="trash-2" /> ${t("chair.remove")}</button>
    <//>`}
  </section>`;
}
