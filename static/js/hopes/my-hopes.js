// @ts-check
// "Did this happen?": one's own hope, brought back. Only this screen knows the answer, and the server's count.
import { html } from "../../vendor/preact.js";
import { pending, send } from "../core/outbox.js";
import { all, get, one } from "../core/records.js";
import { Icon } from "../ui/icon.js";
import { showRefusal } from "../ui/toast.js";
import { t } from "../ui/words.js";
import { isMine } from "../wall/queries.js";

const ANSWERS = ["yes", "partly", "not_yet"];

/** The hopes that this person wrote, while they are being looked at. */
export function myHopes() {
  if (one("hopes")?.state !== "open") return [];
  return all("note").filter((note) => isMine(note.id) && get("zone", note.zone)?.role === "hopes");
}

/** The answer to one hope; what waits to be sent counts. @param {string} note @returns {string | null} */
function answerTo(note) {
  const waiting = pending.value.filter((item) => item.name === "hope.answer" && item.args.note === note).pop();
  return waiting ? waiting.args.answer : get("hope", note)?.answer || null;
}

export function MyHopes() {
  return html`${myHopes().map((note) => html`<${MyHope} key=${note.id} note=${note} />`)}`;
}

/** @param {{note: any}} props */
function MyHope({ note }) {
  const given = answerTo(note.id);
  const give = (/** @type {string | null} */ answer) =>
    send("hope.answer", { note: note.id, answer }).then(showRefusal);
  return html`<fieldset class="my-hope">
    <legend>${t("hopes.did_it")}</legend>
    <blockquote dir="auto">${note.text}</blockquote>
    <div class="row hope-answers">
      ${ANSWERS.map(
        (answer) => html`<button
          key=${answer}
          type="button"
          class=${`button quiet small ${given === answer ? "on" : ""}`}
          aria-pressed=${given === answer}
          onClick=${() => give(answer)}
        >
          ${given === answer && html`<${Icon} name="check" />`} ${t(`hopes.answer.${answer}`)}
        </button>`,
      )}
      ${
        given &&
        html`<button type="button" class="button plain small" onClick=${() => give(null)}>
          ${t("hopes.take_back")}
        </button>`
      }
    </div>
    <p class="soft small-text">${t("hopes.only_you")}</p>
  </fieldset>`;
}
