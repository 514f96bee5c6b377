// @ts-check
// People were called back while this person was still writing: their words are kept here, and they choose where these
// go.
import { html, useEffect, useState } from "../../vendor/preact.js";
import { send } from "../core/outbox.js";
import { get, one } from "../core/records.js";
import { draftBeside, draftOf, joinLines, keepDraft, returnText } from "../drafts/drafts.js";
import { Status } from "../ui/status.js";
import { showRefusal, showToast } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { findName, wantNames } from "../wall/note/name-hint.js";
import { mainZones } from "../wall/queries.js";
import { myBreakout } from "./queries.js";

export function UnfinishedNote() {
  const zone = get("zone", myBreakout()?.zone);
  return zone ? html`<${Offer} key=${zone.id} zone=${zone} />` : null;
}

/** @param {{zone: ZoneRecord}} props */
function Offer({ zone }) {
  // The text at the moment of coming back: what is typed there from now on is typed on purpose.
  const [text] = useState(() => draftOf(zone.id));
  // The zone for which this person was asked about a name in the text, and that name.
  const [asked, setAsked] = useState({ zone: "", name: "" });
  const [gone, setGone] = useState(!text.trim());
  useEffect(wantNames, []);
  const main = get("zone", one("teams")?.target) || mainZones()[0];
  if (gone) return null;
  /** @param {ZoneRecord} to */
  const put = async (to) => {
    const name = asked.zone === to.id ? "" : findName(text);
    if (name) {
      setAsked({ zone: to.id, name });
      return;
    }
    // Once it is in the outbox it is safe there, and is not offered a second time.
    const stored = () => {
      keepDraft(zone.id, draftBeside(zone.id, text));
      setGone(true);
    };
    const args = { zone: to.id, text: text.trim(), signed: null };
    const answer = showRefusal(await send("note.add", args, stored));
    stored();
    if (!answer.ok) {
      keepDraft(zone.id, joinLines(text, draftOf(zone.id)));
      setGone(false);
      return;
    }
    showToast(t("team.picked", { zone: to.title }));
  };
  const continueWriting = () => {
    keepDraft(zone.id, "");
    returnText(main.id, text);
    setGone(true);
  };
  return html`<div class="notice stack tight still-writing">
    <p><b>${t("team.back")}</b> <${Status} as="span" says="comes">${t("team.still_writing")}</></p>
    <blockquote class="refused-words" dir="auto">${text}</blockquote>
    ${asked.name && html`<${Status} says="comes" class="gently">${t("wall.gently.question", { name: asked.name })}</>`}
    <div class="row">
      ${
        main &&
        html`<button type="button" class="button small" onClick=${() => put(main)}>${t("team.put_main")}</button>`
      }
      <button type="button" class="button quiet small" onClick=${() => put(zone)}>${t("team.put_team")}</button>
      ${
        main &&
        html`<button type="button" class="button quiet small" onClick=${continueWriting}>${t("team.go_on")}</button>`
      }
    </div>
  </div>`;
}
