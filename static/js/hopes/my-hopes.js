// @ts-check
// "Did this happen?": asks about this person's own hopes at the end. Only this screen shows the answer; the server
// counts.
import { html } from "../../vendor/preact.js";
import { pendingOf, send } from "../core/outbox.js";
import { all, get, one } from "../core/records.js";
import { Icon } from "../ui/icon.js";
import { showRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { wordsOfNote } from "../wall/note/note-language.js";
import { isMine } from "../wall/queries.js";

/** @type {HopeRecord["answer"][]} */
const ANSWERS = ["yes", "partly", "not_yet"];

/** The hopes that this person wrote, while they are being reviewed. */
export function myHopes() {
  if (one("hopes")?.state !== "open") return [];
  return all("note").filter((note) => isMine(note.id) && get("zone", note.zone)?.role === "hopes");
}

/** The answer to one hope, even if it is still waiting to be sent. @param {string} note */
export function answerTo(note) {
  const waiting = pendingOf("hope.answer")
    .filter((item) => item.args.note === note)
    .pop();
  return waiting ? waiting.args.answer : get("hope", note)?.answer || null;
}

export function MyHopes() {
  return html`${myHopes().map((note) => html`<${MyHope} key=${note.id} note=${note} />`)}`;
}

/** @param {{note: NoteRecord}} props */
function MyHope({ note }) {
  const chosen = answerTo(note.id);
  const choose = (/** @type {HopeRecord["answer"] | null} */ answer) =>
    send("hope.answer", { note: note.id, answer }).then(showRefusal);
  return html`<fieldset class="my-hope">
    <legend>${t("hopes.did_it")}</legend>
    <blockquote ...${wordsOfNote(note)}>${note.text}</blockquote>
    <div class="row hope-answers">
      ${ANSWERS.map(
        (answer) => html`<button
          key=${answer}
          type="button"
          class=${`button quiet small ${chosen === answer ? "on" : ""}`}
          aria-pressed=${chosen === answer}
          onClick=${() => choose(answer)}
        >
          ${chosen === answer && html`<${Icon} name="check" />`} ${t(`hopes.answer.${answer}`)}
        </button>`,
      )}
      ${
        chosen &&
        html`<button type="button" class="button plain small" onClick=${() => choose(null)}>
          ${t("hopes.take_back")}
        </button>`
      }
    </div>
    <p class="soft small-text">${t("hopes.only_you")}</p>
  </fieldset>`;
}
