// Unsent words are kept on the device even if the browser forbids IndexedDB or it never answers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fresh, storage } from "../browser.js";

const item = (id, extra = {}) => ({ id, name: "note.add", args: { text: id }, at: Date.now(), for: "m.me", ...extra });
const ids = (items) => items.map((it) => it.id);

function noIndexedDb() {
  Object.defineProperty(globalThis, "indexedDB", {
    configurable: true,
    get() {
      throw new Error("not here");
    },
  });
}

test("a browser without IndexedDB keeps them in localStorage, in order", async () => {
  storage();
  noIndexedDb();
  const store = await fresh("core/offline-store.js");
  for (const id of ["a", "b", "c"]) await store.keep(item(id));
  await store.keep(item("x", { for: "m.you" }));
  await store.drop(item("b"));
  assert.deepEqual(ids(await store.load("m.me")), ["a", "c"]);
  assert.deepEqual(ids(await (await fresh("core/offline-store.js")).load("m.me")), ["a", "c"]);
});

test("keeping an item again changes it and adds no second one", async () => {
  storage();
  noIndexedDb();
  const store = await fresh("core/offline-store.js");
  await store.keep(item("a"));
  await store.keep(item("a", { error: { code: "closed", message: "Closed." } }));
  assert.deepEqual(
    (await store.load("m.me")).map((it) => it.error.code),
    ["closed"],
  );
});

test("an IndexedDB that never answers is given up, once", async (t) => {
  storage();
  let asked = 0;
  const open = () => {
    asked += 1;
    return {};
  };
  Object.defineProperty(globalThis, "indexedDB", { configurable: true, value: { open } });
  const store = await fresh("core/offline-store.js");
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const kept = store.keep(item("a"));
  await Promise.resolve();
  t.mock.timers.tick(10_000);
  await kept;
  await store.keep(item("b"));
  assert.deepEqual([ids(await store.load("m.me")), asked], [["a", "b"], 1]);
});

test("if nothing can be kept, it says so", async () => {
  storage();
  noIndexedDb();
  localStorage.setItem = () => {
    throw new Error("quota");
  };
  const store = await fresh("core/offline-store.js");
  await assert.rejects(store.keep(item("a")));
  await store.drop(item("a"));
  assert.deepEqual(await store.load("m.me"), []);
});

test("items for a meeting of last month are deleted", async () => {
  storage();
  noIndexedDb();
  const store = await fresh("core/offline-store.js");
  await store.keep(item("old", { at: Date.now() - 40 * 86_400_000 }));
  await store.keep(item("new"));
  assert.deepEqual(ids(await store.load("m.me")), ["new"]);
  await new Promise((done) => setImmediate(done));
  assert.deepEqual(ids(JSON.parse(localStorage.getItem("live_cop.outbox.m.me"))), ["new"]);
});
