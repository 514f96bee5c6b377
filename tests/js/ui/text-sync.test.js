// A text that saves itself: never lost, and never overwriting somebody else's words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clocks, storage } from "../browser.js";

const { createTextSync } = await import("../../../static/js/ui/text-sync.js");
const settled = () => new Promise((done) => setImmediate(() => setImmediate(done)));

/** A field on a device. `answers` are the server's, in turn; without one it has not answered yet. */
function field({ value = "", kept = storage(), answers = [{ ok: true }], needed = false, time = clocks() } = {}) {
  const given = [];
  const grew = [];
  const waiting = [];
  const draft = createTextSync({
    key: "k",
    value,
    needed,
    changed: () => {},
    storage: globalThis.localStorage,
    save: (text, was) => {
      given.push(text);
      grew.push(was);
      const answer = answers.shift();
      return answer ? Promise.resolve(answer) : new Promise((done) => waiting.push(done));
    },
  });
  draft.resume();
  const pause = async () => {
    time.pass(1000);
    await settled();
  };
  return {
    draft,
    given,
    grew,
    kept,
    time,
    pause,
    async answer(said = { ok: true }) {
      waiting.shift()(said);
      await settled();
    },
  };
}

test("a text is sent once, a moment after the last key", async () => {
  const { draft, given, pause } = field();
  draft.type("W");
  draft.type("We ask");
  assert.deepEqual(given, []);
  await pause();
  assert.deepEqual([given, draft.dirty], [["We ask"], false]);
});

test("the words stay on the device until the server has them", async () => {
  const { draft, kept, pause, answer } = field({ answers: [] });
  draft.type("We ask");
  assert.equal(JSON.parse(kept.get("k")).text, "We ask");
  await pause();
  assert.equal(draft.dirty, true);
  await answer();
  assert.deepEqual([draft.dirty, kept.size], [false, 0]);
});

test("only one save is on its way, and later words follow", async () => {
  const { draft, given, pause, answer } = field({ answers: [] });
  draft.type("one");
  await pause();
  draft.type("one two");
  await pause();
  assert.deepEqual(given, ["one"]);
  await answer();
  await pause();
  assert.deepEqual(given, ["one", "one two"]);
});

test("a reload finds the words again and sends them", async () => {
  const before = field({ answers: [] });
  before.draft.type("half a thought");
  const after = createAgain(before);
  assert.equal(after.draft.text, "half a thought");
  await after.pause();
  assert.deepEqual([after.given, after.draft.dirty], [["half a thought"], false]);
});

/** The same device after a reload; the server has `value` now. */
function createAgain({ kept, time }, value = "") {
  const words = kept.get("k");
  const again = storage();
  if (words) again.set("k", words);
  return field({ kept: again, value, time });
}

test("the echo of one's own words does not disturb typing", async () => {
  const { draft, pause, answer } = field({ answers: [] });
  draft.type("We ask ");
  await pause();
  draft.type("We ask first");
  draft.follow("We ask");
  assert.equal(draft.text, "We ask first");
  await answer();
  assert.equal(draft.text, "We ask first");
});

test("a trailing space is not removed while typing", async () => {
  const { draft, pause } = field();
  draft.type("We ask ");
  await pause();
  draft.follow("We ask");
  assert.equal(draft.text, "We ask ");
});

test("what somebody else wrote appears where nobody is typing", () => {
  const { draft } = field({ value: "old" });
  draft.follow("new");
  assert.equal(draft.text, "new");
});

test("two people write at once: the words here stay, are sent with their base, and both come back", async () => {
  const { draft, given, grew, pause } = field({ value: "We met." });
  draft.type("We met. It rained.");
  draft.follow("Today we met.");
  assert.equal(draft.text, "We met. It rained.");
  await pause();
  assert.deepEqual([given, grew], [["We met. It rained."], ["We met."]]);
  draft.follow("Today we met. It rained.");
  assert.deepEqual([draft.text, draft.dirty], ["Today we met. It rained.", false]);
});

test("a merged text is not taken over while somebody keeps typing", async () => {
  const { draft, given, grew, pause, answer } = field({ answers: [] });
  draft.type("mine");
  await pause();
  draft.type("mine and more");
  draft.follow("theirs mine");
  await answer();
  assert.equal(draft.text, "mine and more");
  await pause();
  assert.deepEqual([given[1], grew[1]], ["mine and more", "mine"]);
  await answer();
  assert.equal(draft.text, "mine and more");
  draft.follow("theirs mine and more");
  assert.equal(draft.text, "theirs mine and more");
});

test("what others wrote appears when the save changed nothing", async () => {
  const { draft, pause } = field({ value: "one two" });
  draft.type("one");
  draft.follow("one two three");
  await pause();
  assert.equal(draft.text, "one");
  await pause();
  assert.deepEqual([draft.text, draft.dirty], ["one two three", false]);
});

test("words left on a device do not overwrite what was written since", async () => {
  const before = field({ answers: [] });
  before.draft.type("from the tablet");
  const after = createAgain(before, "written elsewhere since");
  await after.pause();
  assert.deepEqual([after.given, after.grew], [["from the tablet"], [""]]);
});

test("a save that arrived before the reload is the base of the rest", async () => {
  const before = field({ answers: [] });
  before.draft.type("one");
  await before.pause();
  before.draft.type("one two");
  const after = createAgain(before, "one");
  await after.pause();
  assert.deepEqual([after.given, after.grew], [["one two"], ["one"]]);
});

test("a refusal is shown and the words stay", async () => {
  const { draft, kept, pause } = field({
    answers: [{ ok: false, error: { code: "too_long", message: "That is too long." } }],
  });
  draft.type("x".repeat(9));
  await pause();
  assert.deepEqual([draft.refused, draft.dirty, kept.size], ["That is too long.", true, 1]);
});

test("a refused text is offered again when somebody returns to it", async () => {
  const { draft, given, pause } = field({
    answers: [{ ok: false, error: { code: "not_now", message: "Not now." } }, { ok: true }],
  });
  draft.type("later");
  await pause();
  await pause();
  assert.deepEqual([given, draft.dirty], [["later"], true]);
  draft.resume();
  await pause();
  assert.deepEqual([given, draft.dirty], [["later", "later"], false]);
});

test("a required text is not sent empty", async () => {
  const { draft, given, pause } = field({ value: "Title", needed: true });
  draft.type("  ");
  await pause();
  assert.deepEqual(given, []);
});

test("leaving during a save sends the newer words as soon as it is done", async () => {
  const { draft, given, answer, pause } = field({ answers: [] });
  draft.type("first");
  await pause();
  draft.type("first and last");
  draft.flush();
  assert.deepEqual(given, ["first"]);
  await answer({ ok: true });
  assert.deepEqual(given, ["first", "first and last"]);
});

test("leaving sends unsent words at once", async () => {
  const { draft, given } = field();
  draft.type("last words");
  draft.flush();
  await settled();
  assert.deepEqual(given, ["last words"]);
});
