// @ts-check
// Erases text for good, after one question that says what will happen.
import { html, useState } from "../../vendor/preact.js";
import { lost, send } from "../core/outbox.js";
import { isChair } from "../core/roles.js";
import { dropDrafts, keepDraft } from "../drafts/drafts.js";
import { formName } from "../drafts/form-draft.js";
import { dropWords } from "../drafts/tab-storage.js";
import { Dialog } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { showRefusal, showToast } from "../ui/toast.js";
import { t } from "../ui/words.js";

/**
 * For the chair, beside any text: erases it everywhere, also after the meeting is closed.
 * @param {{kind: string, id: string, field?: string, words: string, label?: string}} props  `words`: the text; `label`:
 *   what it is.
 */
export function EraseText({ kind, id, field, words, label }) {
  const [isAsking, setIsAsking] = useState(false);
  if (!isChair() || !words) return null;
  const erase = async () => {
    setIsAsking(false);
    const answer = showRefusal(await send("words.erase", field ? { kind, id, field } : { kind, id }));
    if (!answer.ok) return;
    keepDraft(`edit.${id}`, "");
    dropWords(formName(kind, id));
    lost.value = lost.value.filter(({ item }) => !("note" in item.args && item.args.note === id));
    showToast(t("wall.erase.done"));
  };
  return html`
    <button
      type="button"
      class="button plain small"
      aria-label=${label && t("wall.erase.label", { what: label })}
      onClick=${() => setIsAsking(true)}
    >
      <${Icon} name="trash-2" /> ${t("wall.erase.button")}
    </button>
    ${
      isAsking &&
      html`<${Dialog} title=${t("wall.erase.title")} onClose=${() => setIsAsking(false)}>
        <blockquote dir="auto" class="erase-text">${words}</blockquote>
        <p>${t("wall.erase.about")}</p>
        <p>${t("wall.erase.longer")}</p>
        <p class="soft">${t("wall.erase.backups")}</p>
        <${Answer} yes="wall.erase.yes" no="wall.erase.no" onYes=${erase} onNo=${() => setIsAsking(false)} />
      </>`
    }
  `;
}

/** For everyone, while the meeting is open: erases all their own notes. */
export function EraseMyNotes() {
  const [isAsking, setIsAsking] = useState(false);
  const erase = async () => {
    setIsAsking(false);
    const answer = showRefusal(await send("notes.erase_mine"));
    if (!answer.ok) return;
    dropDrafts();
    lost.value = lost.value.filter(({ item }) => !item.name.startsWith("note."));
    showToast(t("wall.erase_mine.done", { n: answer.result.erased }));
  };
  return html`
    <button type="button" class="button plain small" onClick=${() => setIsAsking(true)}>
      <${Icon} name="trash-2" /> ${t("wall.erase_mine.button")}
    </button>
    ${
      isAsking &&
      html`<${Dialog} title=${t("wall.erase_mine.title")} onClose=${() => setIsAsking(false)}>
        <p>${t("wall.erase_mine.about")}</p>
        <p class="soft">${t("wall.erase_mine.others")}</p>
        <${Answer} yes="wall.erase_mine.yes" no="wall.erase_mine.no" onYes=${erase} onNo=${() => setIsAsking(false)} />
      </>`
    }
  `;
}

/** @param {{yes: string, no: string, onYes: () => void, onNo: () => void}} props */
function Answer({ yes, no, onYes, onNo }) {
  return html`<div class="row">
    <button type="button" class="button quiet" onClick=${onNo}>${t(no)}</button>
    <button type="button" class="button" onClick=${onYes}><${Icon} name="trash-2" /> ${t(yes)}</button>
  </div>`;
}
