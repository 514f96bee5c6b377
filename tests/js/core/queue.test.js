// The outbox sends in order, one at a time, always under the same id, and loses nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createQueue } from "../../../static/js/core/queue.js";

/** A device: what is in its store stays when a page is closed. */
function device({ broken = false } = {}) {
  /** @type {any[]} */
  let kept = [];
  return {
    kept: () => kept.map((item) => item.id),
    store: {
      keep: async (item) => {
        if (broken) throw new Error("private window");
        kept = kept.filter((other) => other.id !== item.id).concat(item);
      },
      drop: async (item) => {
        kept = kept.filter((other) => other.id !== item.id);
      },
      load: async (name) => kept.filter((item) => item.for === name),
    },
  };
}

/** A page on that device. `answers` are the server's, in turn; "none" is an answer that never comes. */
function visit(store, { line = true, answers = [] } = {}) {
  const page = { line, given: [], pauses: [], answers };
  /** @type {(() => void)[]} */
  const ends = [];
  page.endPauses = () => ends.splice(0).forEach((done) => done());
  page.queue = createQueue({
    store,
    isOnline: () => page.line,
    transmit: async (item) => {
      page.given.push(item.id);
      const answer = page.answers.length ? page.answers.shift() : { ok: true };
      if (answer === "none") throw new Error("no answer");
      return answer;
    },
    wait: (ms) =>
      new Promise((done) => {
        page.pauses.push(ms);
        ends.push(done);
      }),
  });
  page.open = () => page.queue.open("m.me");
  return page;
}

const item = (id, extra = {}) => ({ id, name: "note.add", args: { text: id }, at: Date.now(), for: "m.me", ...extra });
/** Lets everything that can run now run. */
const settled = () => new Promise((done) => setImmediate(() => setImmediate(() => setImmediate(done))));
const refused = (code) => ({ ok: false, error: { code, message: `${code}.` } });

test("a command is kept, sent, answered and removed", async () => {
  const { store, kept } = device();
  const page = visit(store, { answers: [{ ok: true, result: { note: "n1" } }] });
  await page.open();
  assert.deepEqual(await page.queue.send(item("a")), { ok: true, result: { note: "n1" } });
  assert.deepEqual(kept(), []);
  assert.deepEqual(page.queue.pending.value, []);
});

test("a command is on the device before it is sent", async () => {
  const { store, kept } = device();
  const page = visit(store, { line: false });
  await page.open();
  const told = [];
  page.queue.send(item("a"), (it) => told.push(it.id));
  await settled();
  assert.deepEqual([told, kept(), page.given], [["a"], ["a"], []]);
});

test("what was written offline is sent in order when the network is back", async () => {
  const { store } = device();
  const page = visit(store, { line: false });
  await page.open();
  ["a", "b", "c"].forEach((id) => page.queue.send(item(id)));
  await settled();
  assert.deepEqual(
    page.queue.pending.value.map((it) => it.id),
    ["a", "b", "c"],
  );
  page.line = true;
  page.queue.retryNow();
  await settled();
  await settled();
  assert.deepEqual(page.given, ["a", "b", "c"]);
});

test("one at a time: the second waits for the first one's answer", async () => {
  const { store } = device();
  let answer;
  const given = [];
  const queue = createQueue({
    store,
    isOnline: () => true,
    transmit: (it) =>
      new Promise((done) => {
        given.push(it.id);
        answer = done;
      }),
  });
  await queue.open("m.me");
  queue.send(item("a"));
  queue.send(item("b"));
  await settled();
  assert.deepEqual(given, ["a"]);
  answer({ ok: true });
  await settled();
  assert.deepEqual(given, ["a", "b"]);
});

test("without an answer the same id is sent again", async () => {
  const { store, kept } = device();
  const page = visit(store, { answers: ["none", "none"] });
  await page.open();
  const answer = page.queue.send(item("a"));
  for (let n = 0; n < 2; n += 1) {
    await settled();
    assert.deepEqual(kept(), ["a"]);
    page.endPauses();
  }
  assert.equal((await answer).ok, true);
  assert.deepEqual(page.given, ["a", "a", "a"]);
});

for (const code of ["too_fast", "not_saved"]) {
  test(`"${code}" is temporary: the queue waits longer each time, and reports no refusal`, async () => {
    const { store } = device();
    const page = visit(store, { answers: [refused(code), refused(code)] });
    await page.open();
    let told = false;
    const answer = page.queue.send(item("a")).then((it) => {
      told = true;
      return it;
    });
    await settled();
    assert.equal(told, false);
    page.endPauses();
    await settled();
    assert.equal(told, false);
    assert.ok(page.pauses[1] > page.pauses[0]);
    page.endPauses();
    assert.equal((await answer).ok, true);
  });
}

test("a pause ends at once when the connection is back", async () => {
  const { store } = device();
  const page = visit(store, { answers: ["none"] });
  await page.open();
  const answer = page.queue.send(item("a"));
  await settled();
  page.queue.retryNow();
  assert.equal((await answer).ok, true);
});

test("a final refusal goes to the caller, and the next command is sent", async () => {
  const { store, kept } = device();
  const page = visit(store, { answers: [refused("closed")] });
  await page.open();
  const [first, second] = await Promise.all([page.queue.send(item("a")), page.queue.send(item("b"))]);
  assert.equal(first.error.code, "closed");
  assert.equal(second.ok, true);
  assert.deepEqual([kept(), page.queue.lost.value], [[], []]);
});

test("a malformed answer does not stop the queue", async () => {
  const { store } = device();
  const page = visit(store, { answers: [{ ok: false }] });
  await page.open();
  assert.equal((await page.queue.send(item("a"))).ok, false);
  assert.equal((await page.queue.send(item("b"))).ok, true);
});

test("after a reload the words are visible, and are sent under the same id", async () => {
  const { store, kept } = device();
  const before = visit(store, { line: false });
  await before.open();
  before.queue.send(item("a"));
  await settled();
  const after = visit(store, { line: false });
  await after.open();
  assert.deepEqual(
    after.queue.pending.value.map((it) => it.args.text),
    ["a"],
  );
  after.line = true;
  after.queue.retryNow();
  await settled();
  await settled();
  assert.deepEqual([after.given, kept(), after.queue.pending.value], [["a"], [], []]);
});

test("a refusal after a reload is shown, and the words stay on the device until a view takes them", async () => {
  const { store, kept } = device();
  await store.keep(item("a"));
  const page = visit(store, { answers: [refused("closed")] });
  await page.open();
  await settled();
  assert.deepEqual(
    page.queue.lost.value.map(({ item: it, error }) => [it.id, error.code]),
    [["a", "closed"]],
  );
  const later = visit(store);
  await later.open();
  assert.deepEqual(
    later.queue.lost.value.map(({ item: it }) => it.id),
    ["a"],
  );
  assert.deepEqual([later.queue.pending.value, later.given, kept()], [[], [], ["a"]]);
});

test("what another tab has delivered is not sent again", async () => {
  const { store } = device();
  await store.keep(item("a"));
  const page = visit(store, { line: false });
  await page.open();
  await store.drop(item("a"));
  page.line = true;
  page.queue.retryNow();
  await settled();
  await settled();
  assert.deepEqual([page.given, page.queue.pending.value], [[], []]);
});

test("what a closed tab left behind is found when the store is read again", async () => {
  const { store } = device();
  const page = visit(store);
  await page.open();
  await store.keep(item("left"));
  await page.open();
  await settled();
  await settled();
  assert.deepEqual(page.given, ["left"]);
});

test("another person's words are never sent", async () => {
  const { store, kept } = device();
  await store.keep(item("theirs", { for: "m.them" }));
  const page = visit(store);
  await page.open();
  await settled();
  assert.deepEqual([page.given, kept()], [[], ["theirs"]]);
});

test("if the device can keep nothing, it is sent all the same, and the page knows that it must not close", async () => {
  const { store } = device({ broken: true });
  const page = visit(store, { line: false, answers: [{ ok: true }, "none"] });
  await page.open();
  const answers = ["a", "b"].map((id) => page.queue.send(item(id)));
  await settled();
  assert.equal(page.queue.allStored.value, false);
  page.line = true;
  page.queue.retryNow();
  assert.equal((await answers[0]).ok, true);
  assert.equal(page.queue.allStored.value, false);
  await settled();
  page.endPauses();
  assert.equal((await answers[1]).ok, true);
  assert.equal(page.queue.allStored.value, true);
});
