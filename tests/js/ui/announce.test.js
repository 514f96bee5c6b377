// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { clocks, fresh } from "../browser.js";

/** The regions of a page, and what each has said. */
function regions() {
  /** @type {Record<string, string[]>} */
  const said = { status: [], alert: [] };
  const create = () => {
    let role = "";
    return {
      setAttribute: (/** @type {string} */ name, /** @type {string} */ value) => {
        if (name === "role") role = value;
      },
      attachShadow: () => ({ append: () => undefined }),
      set textContent(/** @type {string} */ words) {
        if (words) said[role].push(words);
      },
    };
  };
  globalThis.document = /** @type {any} */ ({
    documentElement: { lang: "en" },
    body: { append: () => undefined },
    createElement: create,
    querySelectorAll: () => [],
  });
  return said;
}

test("one sentence at a time, each once, and of a topic only the newest", async () => {
  const time = clocks();
  const said = regions();
  const { announce, startAnnouncing } = await fresh("ui/announce.js");
  announce("Before the page is there.");
  startAnnouncing();
  announce("A round has begun.");
  announce("A round  has begun. ");
  announce("3 people are before you.", { topic: "place" });
  announce("2 people are before you.", { topic: "place" });
  announce("You’re next.", { topic: "place" });
  announce("");
  time.pass(1000);
  assert.deepEqual(said.status, ["A round has begun."]);
  time.pass(10_000);
  assert.deepEqual(said.status, ["A round has begun.", "You’re next."]);
  announce("A round has begun.");
  time.pass(5000);
  assert.equal(said.status.length, 3);
});

test("what is urgent does not wait, and swallows nothing", async () => {
  const time = clocks();
  const said = regions();
  const { announce, startAnnouncing } = await fresh("ui/announce.js");
  startAnnouncing();
  announce("A long sentence about what everybody does in the part that has begun just now.");
  announce("Your note was not accepted.", { urgent: true });
  time.pass(200);
  assert.deepEqual([said.status.length, said.alert.length], [1, 1]);
  announce("The next one.");
  time.pass(20_000);
  assert.deepEqual([said.status.length, said.alert.length], [2, 1]);
});

test("the words of a status are those of its text, not of its buttons and clocks", async () => {
  const { wordsOf } = await fresh("ui/status.js");
  const { html } = await import("../../../static/vendor/preact.js");
  const Clock = () => "0:42";
  const status = html`<p><b>Dot vote:</b> <span> 3 dots <${Clock} /></span>
    ${false} ${null} <i aria-hidden="true">●●●</i> <button type="button">Stop</button> left.</p>`;
  assert.equal(wordsOf(status), "Dot vote: 3 dots left.");
});
