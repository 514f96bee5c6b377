// @ts-check
// Words that this tab keeps and no box shows any more, because what they were for is gone: a zone that was removed, a
// meeting that was closed. They become a notice, from which they can be copied or put into another box.
import { effect, html, useState } from "../../vendor/preact.js";
import { status, welcomed } from "../core/connection.js";
import { lost, pending, putAside } from "../core/outbox.js";
import { get, one } from "../core/records.js";
import { isChairOrHelper } from "../core/roles.js";
import { copyText } from "../ui/clipboard.js";
import { t } from "../ui/words.js";
import { editCommand, keptForm, valuesOf } from "./form-draft.js";
import { keptNames, shownNames, tabStorage } from "./tab-storage.js";
import { DRAFT_PLACES } from "./use-draft.js";

/** Forms for something new that nobody can open once the meeting is closed. */
const ONLY_WHILE_OPEN = ["zone", "section", "scale", "group", "teams", "recording"];
/** The command that would send a draft that is for no zone. @param {string} place */
const commandFor = (place) =>
  /** @type {CommandName | undefined} */ (Object.keys(DRAFT_PLACES).find((name) => DRAFT_PLACES[name] === place));

/**
 * What would have been done with the words under this name, if that is impossible now; null if it is still possible.
 * @param {string} name
 * @returns {{command: CommandName, args: object, isClosed: boolean} | null}
 */
function impossible(name) {
  const [place, about, more] = name.split(".");
  const isClosed = one("meeting")?.state === "closed";
  if (place === "form") {
    const isNew = more === "new";
    const isGone = isNew ? isClosed && ONLY_WHILE_OPEN.includes(about) : !get(recordOf(about), more);
    return isGone ? { command: editCommand(about), args: valuesOf(keptForm(name)), isClosed: isNew } : null;
  }
  if (place === "text") {
    const [command, args, field] = JSON.parse(name.slice(name.indexOf("[")));
    const text = JSON.parse(tabStorage.getItem(name) || "{}").text || "";
    const isGone = Object.entries(args).some(([kind, id]) => !get(/** @type {RecordKind} */ (kind), id));
    return isGone ? { command, args: { ...args, [field]: text }, isClosed: false } : null;
  }
  const text = tabStorage.getItem(name) || "";
  const rest = name.slice("draft.".length);
  const command = commandFor(rest);
  if (command) {
    const args = command === "step.add" ? { what: text } : { text };
    // The chair and helpers add next steps after the close too.
    return isClosed && !isChairOrHelper() ? { command, args, isClosed } : null;
  }
  if (about === "edit")
    return get("note", more) ? null : { command: "note.edit", args: { note: more, text }, isClosed: false };
  const isGone = more ? !get("person", about) : !get("zone", about);
  return isGone || isClosed ? { command: "note.add", args: { zone: about, text }, isClosed: !isGone } : null;
}

/** Forms for a note that are no change of it. */
const OF_NOTES = ["group-of", "translation-of"];
/** The kind of the record that a form is for. @param {string} kind */
const recordOf = (kind) => /** @type {RecordKind} */ (OF_NOTES.includes(kind) ? "note" : kind);

// Asked again whenever a record on which an answer rests has changed.
effect(() => {
  if (!welcomed.value || status.value !== "live") return;
  for (const name of keptNames.value) {
    const found = shownNames.value.includes(name) ? null : impossible(name);
    if (!found) continue;
    const message = t(found.isClosed ? "common.kept.closed" : "common.kept.gone");
    putAside(found.command, /** @type {any} */ (found.args), { code: "gone", message });
    tabStorage.removeItem(name);
  }
});

/** The words of a command's fields, without ids and choices. @param {object} args */
export const wordsIn = (args) =>
  Object.entries(args)
    .filter(([field, value]) => WORDS.includes(field) && typeof value === "string" && value)
    .map(([, value]) => value)
    .join("\n");

/** The fields of commands and forms that people write. */
const WORDS =
  "text title prompt question low_label high_label what notice name words venue video_url line link_label link"
    .concat(" url helps to community introduction conclusions thanks caption description")
    .split(" ");

/** Everything that this tab keeps, in words, with what could not be sent. */
function allWords() {
  const kept = keptNames.value.map((name) => {
    const stored = tabStorage.getItem(name) || "";
    if (name.startsWith("draft.")) return stored;
    if (name.startsWith("text.")) return String(JSON.parse(stored).text);
    return wordsIn(valuesOf(keptForm(name)));
  });
  const sent = [...pending.value, ...lost.value.map(({ item }) => item)].map(({ args }) => wordsIn(args));
  return kept.concat(sent).filter((words) => words.trim());
}

/** For somebody who cannot be in the meeting any more: their own words that were not saved, to copy. */
export function UnsentWords() {
  const words = allWords();
  if (!words.length) return null;
  return html`<section class="unsent stack tight">
    <p>${t("common.kept.heading")}</p>
    ${words.map((each) => html`<blockquote class="refused-words" dir="auto">${each}</blockquote>`)}
    <p><${CopyWords} words=${words.join("\n\n")} /></p>
  </section>`;
}

/** @param {{words: string}} props */
export function CopyWords({ words }) {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => setIsCopied(await copyText(words));
  return html`<button type="button" class="button quiet small" onClick=${copy}>
    ${t(isCopied ? "common.kept.copied" : "common.kept.copy")}
  </button>`;
}
