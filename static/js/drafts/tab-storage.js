// @ts-check
// Words that are not sent yet, kept on this device with every key. Each tab keeps its own: what is sent or thrown away in
// one deletes nothing of another. They are in localStorage, so that a tab that crashed or was closed loses nothing: the
// next tab of the same meeting takes over the words of tabs that are gone. Where the device can store nothing (a private
// window) they are in memory until the page is closed.
import { signal, useEffect, useRef } from "../../vendor/preact.js";
import { askBeforeUnload } from "../core/before-unload.js";
import { page } from "../core/page-data.js";
import { STALE_MS, safely } from "../core/storage.js";

const PREFIX = `words.${page.code}.${page.as}.`;
/** How a tab asks whether another one is there, and how that one answers: an item that others see being set. */
const QUESTION = "words.question";
const ANSWER = "words.answer";
/** A tab that is there answers in this time; one that does not is gone, or frozen. */
const ANSWER_MS = 250;
/** How long a tab answers to the id that it had before, so that photographs which wait under that id stay its own. */
const CLAIM_MS = 10000;
/** After this the page is drawn in any case. */
const LONGEST_MS = 2000;

/** Words that could not be stored. @type {Map<string, string>} */
const memory = new Map();
/** The words as this page has stored or found them last. @type {Map<string, string>} */
const known = new Map();
const isAllStored = signal(true);
/** The names under which this tab keeps words. @type {import("../../vendor/preact.js").Signal<string[]>} */
export const keptNames = signal([]);

/** Ids sort by age, so that words that are taken over come in the order in which they were begun. */
const newId = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 8);
let tab = newId();
/** The id to which this page answers. That in sessionStorage may be of a later page in this tab, before Back. */
export const tabId = () => tab;
/** The id of the page that was in this tab before, until it is found out whether that is this one's too. */
let claimed = "";

/** @param {string} prefix @returns {string[]} */
const storedKeys = (prefix) =>
  safely(() =>
    Array.from({ length: localStorage.length }, (_, n) => localStorage.key(n) || "").filter((key) =>
      key.startsWith(prefix),
    ),
  ) || [];

/** What this tab keeps, by name. It can take the place of a Storage. */
export const tabStorage = {
  /** @param {string} name */
  getItem(name) {
    return memory.get(name) ?? safely(() => localStorage.getItem(`${PREFIX}${tab}.${name}`));
  },
  /** @param {string} name @param {string} words */
  setItem(name, words) {
    known.set(name, words);
    memory.delete(name);
    const stored = safely(() => {
      localStorage.setItem(`${PREFIX}${tab}.${name}`, words);
      return true;
    });
    if (!stored) memory.set(name, words);
    isAllStored.value = memory.size === 0;
    if (!keptNames.peek().includes(name)) keptNames.value = keptNames.peek().concat(name);
  },
  /** @param {string} name */
  removeItem(name) {
    known.delete(name);
    memory.delete(name);
    isAllStored.value = memory.size === 0;
    safely(() => localStorage.removeItem(`${PREFIX}${tab}.${name}`));
    if (keptNames.peek().includes(name)) keptNames.value = keptNames.peek().filter((each) => each !== name);
  },
};

/** The names whose words a box shows now. @type {import("../../vendor/preact.js").Signal<string[]>} */
export const shownNames = signal([]);

/**
 * A view shows these words.
 * @param {string} name
 * @returns {{current: boolean}}  Whether it still does.
 */
export function useShownWords(name) {
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    shownNames.value = shownNames.peek().concat(name);
    return () => {
      isShown.current = false;
      const at = shownNames.peek().indexOf(name);
      shownNames.value = shownNames.peek().filter((_, n) => n !== at);
    };
  }, [name]);
  return isShown;
}

/** Deletes what all tabs keep under names that begin like this. @param {string} start */
export function dropWords(start) {
  keptNames
    .peek()
    .filter((name) => name.startsWith(start))
    .forEach(tabStorage.removeItem);
  for (const key of storedKeys(PREFIX)) if (nameIn(key).startsWith(start)) safely(() => localStorage.removeItem(key));
}

/** @param {string} key */
const tabIn = (key) => key.slice(PREFIX.length).split(".", 1)[0];
/** @param {string} key */
const nameIn = (key) => key.slice(PREFIX.length + tabIn(key).length + 1);

/** The names under which this tab keeps words now. */
const namesOfTab = () => [...new Set([...storedKeys(`${PREFIX}${tab}.`).map(nameIn), ...memory.keys()])];

/** Finds out which tab this is, and takes over the words of tabs that are gone. Call once, before a view is drawn. */
export function openTab() {
  return Promise.race([identify(), new Promise((resolve) => setTimeout(resolve, LONGEST_MS))]).catch(() => undefined);
}

async function identify() {
  const early = tab;
  const before = safely(() => sessionStorage.getItem("tab"));
  claimed = before || "";
  listen();
  // A duplicated tab has the id of the other one, which is still there. Without words it does not matter which of the two
  // this is, so the page is drawn at once, with an id that nobody has.
  const hasWords = storedKeys(`${PREFIX}${before}.`).length > 0;
  if (before && hasWords && (await isGone(before))) tab = before;
  if (hasWords) claimed = "";
  else setTimeout(() => (claimed = ""), CLAIM_MS);
  safely(() => sessionStorage.setItem("tab", tab));
  if (tab !== early) takeOver(`${PREFIX}${early}.`);
  keptNames.value = namesOfTab();
  for (const name of keptNames.value) known.set(name, tabStorage.getItem(name) || "");
  const others = [...new Set(storedKeys(PREFIX).map(tabIn))].filter((each) => each !== tab).sort();
  const gone = await Promise.all(others.map(isGone));
  others.filter((_, n) => gone[n]).forEach((other) => takeOver(`${PREFIX}${other}.`));
  dropStale();
  // Before tabs had words of their own.
  takeOver(`draft.${page.code}.${page.as}.`, "draft.");
  takeOver(`text.${page.code}.`, `text.${page.code}.`);
}

/** Deletes old words, of all meetings. */
function dropStale() {
  const oldest = (Date.now() - STALE_MS).toString(36);
  for (const key of storedKeys("words.")) {
    const id = key.split(".")[3] || oldest;
    if (id < oldest && id !== tab) safely(() => localStorage.removeItem(key));
  }
}

/**
 * Makes the words under these keys this tab's own. Where it has others already, drafts are joined; all else waits.
 * @param {string} prefix @param {string} [start]  How the names begin that follow the prefix.
 */
function takeOver(prefix, start = "") {
  for (const key of storedKeys(prefix)) {
    const name = start + key.slice(prefix.length);
    const words = safely(() => localStorage.getItem(key));
    const own = tabStorage.getItem(name);
    if (!words || key === `${PREFIX}${tab}.${name}`) continue;
    if (own && own !== words && !name.startsWith("draft.")) continue;
    tabStorage.setItem(name, own && own !== words ? `${own}\n${words}` : words);
    if (!memory.has(name)) safely(() => localStorage.removeItem(key));
  }
}

/** Whether no page that is awake has this tab's id. @param {string} id */
export async function isGone(id) {
  const question = `${id} ${newId()}`;
  let isAnswered = false;
  const hear = (/** @type {StorageEvent} */ event) => {
    if (event.key === ANSWER && event.newValue === question) isAnswered = true;
  };
  window.addEventListener("storage", hear);
  safely(() => localStorage.setItem(QUESTION, question));
  await pause(ANSWER_MS);
  window.removeEventListener("storage", hear);
  safely(() => [QUESTION, ANSWER].forEach((key) => localStorage.removeItem(key)));
  return !isAnswered;
}

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function listen() {
  askBeforeUnload(() => isAllStored.value);
  window.addEventListener("storage", ({ key, newValue }) => {
    const asked = key === QUESTION && newValue ? newValue.split(" ", 1)[0] : "";
    if (asked && [tab, claimed].includes(asked)) safely(() => localStorage.setItem(ANSWER, String(newValue)));
  });
  const wake = () => {
    if (!document.hidden && !isUpToDate()) window.location.reload();
  };
  window.addEventListener("pageshow", wake);
  document.addEventListener("visibilitychange", wake);
}

/**
 * Whether this tab's words are as this page knows them. While it slept another tab may have taken them over and shows
 * them now, and a later page of this tab may have others: a key that is pressed here would overwrite those.
 */
const isUpToDate = () =>
  [...new Set([...namesOfTab(), ...known.keys()])].every((name) => tabStorage.getItem(name) === known.get(name));
