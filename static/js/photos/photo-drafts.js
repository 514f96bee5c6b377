// @ts-check
// Photographs that somebody has chosen and not sent yet, with what was done to them: they stay on this device through a
// reload or a crash, as typed words do. Each tab has its own; those of a tab that is gone come to the next one.
import { signal } from "../../vendor/preact.js";
import { askBeforeUnload } from "../core/before-unload.js";
import { newId } from "../core/outbox.js";
import { STALE_MS } from "../core/storage.js";
import { isGone, tabId } from "../drafts/tab-storage.js";
import { remove, store, stored } from "./photo-database.js";

/**
 * `id`: that of the photograph once it is sent, so that it is never sent twice; `tab`: the tab that has it.
 * @typedef {{id: string, for: string, zone: string, tab: string, at: number, file: File, edits:
 *   import("./prepare.js").Edit[], description: string}} Draft
 */

/** Drafts that are only in the memory of the page. @type {import("../../vendor/preact.js").Signal<string[]>} */
const notStored = signal([]);

/** The drafts of this page. @type {Set<string>} */
const own = new Set();

/** Stores something of a draft, and notes whether it is stored. @param {string} id @param {() => Promise<unknown>} put */
async function tryToStore(id, put) {
  try {
    await put();
    notStored.value = notStored.peek().filter((each) => each !== id);
  } catch {
    notStored.value = notStored.peek().concat(id);
  }
}

/** Keeps these files from now on. @param {File[]} files @param {string} zone @param {string} owner @returns {Draft[]} */
export function keepFiles(files, zone, owner) {
  return files.map((file, n) => {
    const draft = { id: newId(), for: owner, zone, tab: tabId(), at: Date.now() + n, file };
    own.add(draft.id);
    tryToStore(draft.id, () => store("drafts", draft));
    return { ...draft, edits: [], description: "" };
  });
}

/** Keeps what was done to one; its file, which is large, is stored already. @param {Draft} draft */
export const keepChanges = ({ id, edits, description }) =>
  tryToStore(id, () => store("changes", { id, edits, description }));

/** It was sent, or is wanted no more. @param {Draft} draft */
export function dropDraft({ id }) {
  own.delete(id);
  notStored.value = notStored.peek().filter((each) => each !== id);
  return Promise.all([remove("changes", id), remove("drafts", id)]).catch(() => {});
}

/** What tabs that are gone have left of this person, oldest first. @param {string} owner @returns {Promise<Draft[]>} */
export async function leftDrafts(owner) {
  try {
    const [drafts, changes] = await Promise.all([stored("drafts"), stored("changes")]);
    for (const each of drafts) if (each.at < Date.now() - STALE_MS) dropDraft(each);
    const left = drafts.filter((each) => each.for === owner && each.at >= Date.now() - STALE_MS && !own.has(each.id));
    const tabs = [...new Set(left.map((each) => each.tab))];
    const gone = await Promise.all(tabs.map((each) => each === tabId() || isGone(each)));
    const found = left.filter((each) => gone[tabs.indexOf(each.tab)]).sort((a, b) => a.at - b.at);
    for (const each of found) {
      own.add(each.id);
      if (each.tab !== tabId()) store("drafts", { ...each, tab: tabId() }).catch(() => {});
    }
    return found.map((each) => ({ edits: [], description: "", ...each, ...changes.find(({ id }) => id === each.id) }));
  } catch {
    return [];
  }
}

askBeforeUnload(() => notStored.value.length === 0);
