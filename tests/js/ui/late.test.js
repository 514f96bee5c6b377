// @ts-check
// Modules and style sheets that come when they are needed, where they do not come at the first attempt.
import assert from "node:assert/strict";
import { after, afterEach, beforeEach, mock, test } from "node:test";
import { pageWith } from "../browser.js";

// The clock is looked after for as long as a page is open.
globalThis.setInterval = /** @type {any} */ (() => 0);
pageWith({ page: { code: "K7M3QX", as: "participant" }, words: {} });
const links = /** @type {any[]} */ ([]);
const shown = () => links.filter((link) => !link.isGone);
Object.assign(globalThis.document, {
  createElement: () => ({
    remove() {
      this.isGone = true;
    },
  }),
  head: { append: (/** @type {any} */ link) => links.push(link) },
});
const { status } = await import("../../../static/js/core/connection.js");
const { late, loadStyle } = await import("../../../static/js/ui/late.js");
const settle = async () => {
  for (let n = 0; n < 5; n += 1) await Promise.resolve();
};

// A clock of the page would keep the process alive.
after(() => setImmediate(() => process.exit()));
beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => {
  mock.timers.reset();
  status.value = "connecting";
});

test("what did not come is asked for again while there is a connection, ever less often", async () => {
  status.value = "live";
  let asked = 0;
  let answer = () => Promise.reject(new Error("lost"));
  const { module, need } = late(() => {
    asked += 1;
    return /** @type {Promise<any>} */ (answer());
  });
  await need();
  assert.equal(asked, 1);
  for (let n = 0; n < 600; n += 1) {
    mock.timers.tick(1000);
    await settle();
  }
  assert.ok(asked > 4 && asked < 30, String(asked));
  answer = () => /** @type {any} */ (Promise.resolve("here"));
  mock.timers.tick(90_000);
  await settle();
  assert.equal(module(), "here");
  const had = asked;
  mock.timers.tick(200_000);
  await need();
  assert.equal(asked, had);
});

test("without a connection it is asked for when that is back, and only once at a time", async () => {
  let asked = 0;
  /** @type {(error: Error) => void} */
  let fail = () => undefined;
  const { need } = late(() => {
    asked += 1;
    return new Promise((_, reject) => (fail = reject));
  });
  need();
  status.value = "live";
  need();
  assert.equal(asked, 1);
  status.value = "offline";
  fail(new Error("lost"));
  await settle();
  mock.timers.tick(90_000);
  assert.equal(asked, 1);
  status.value = "live";
  assert.equal(asked, 2);
});

test("what is only wanted is not asked for before the page is live", () => {
  let asked = 0;
  const { want } = late(() => {
    asked += 1;
    return /** @type {Promise<any>} */ (Promise.resolve("here"));
  });
  want();
  assert.equal(asked, 0);
  status.value = "live";
  assert.equal(asked, 1);
});

test("a style sheet is linked once, and again only after it has failed", async () => {
  const first = loadStyle("/wide.css");
  const second = loadStyle("/wide.css");
  assert.equal(shown().length, 1);
  links[0].onerror();
  await assert.rejects(first);
  await assert.rejects(second);
  const third = loadStyle("/wide.css");
  links[1].onload();
  await third;
  await loadStyle("/wide.css");
  assert.equal(shown().length, 1);
});
