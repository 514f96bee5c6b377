// The records of a screen: put and delete, nothing else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { effect } from "../../../static/vendor/preact.js";
import { pageWith } from "../browser.js";

pageWith({});
const { all, apply, get, one } = await import("../../../static/js/core/records.js");

const note = (text) => ({ text, zone: "z" });

test("a full set of records replaces all that was there", () => {
  apply(
    [
      ["note", "n1", note("old")],
      ["timer", "timer", { running: true }],
    ],
    true,
  );
  apply([["note", "n2", note("new")]], true);
  assert.deepEqual(all("note"), [{ id: "n2", text: "new", zone: "z" }]);
  assert.equal(one("timer"), undefined);
});

test("changes put and delete records, and leave the rest alone", () => {
  apply(
    [
      ["note", "n1", note("one")],
      ["note", "n2", note("two")],
    ],
    true,
  );
  apply(
    [
      ["note", "n1", null],
      ["note", "n2", note("2")],
    ],
    false,
  );
  assert.equal(get("note", "n1"), undefined);
  assert.equal(get("note", "n2").text, "2");
});

test("a note that its author is erasing is gone on their screen, and stays so when the rest of it arrives", () => {
  apply(
    [
      ["leaving", "going", {}],
      ["mine", "going", { kind: "note" }],
      ["note", "going", note("going")],
      ["note", "stays", note("stays")],
    ],
    true,
  );
  const shown = () => [all("note").map(({ id }) => id), all("mine").length, get("note", "going")];
  assert.deepEqual(shown(), [["stays"], 0, undefined]);
  apply([["note", "going", note("changed by the chair")]], false);
  assert.deepEqual(shown(), [["stays"], 0, undefined]);
  // After the close, which forgets whose it is, it goes on being gone here.
  apply([["leaving", "going", null]], false);
  apply(
    [
      ["note", "going", note("going")],
      ["note", "stays", note("stays")],
    ],
    true,
  );
  assert.deepEqual(shown(), [["stays"], 0, undefined]);
});

test("deleting a missing record, even twice, does nothing", () => {
  apply([], true);
  apply([["note", "gone", null]], false);
  apply([["note", "gone", null]], false);
  assert.deepEqual(all("note"), []);
});

test("records with an order are sorted by it, whatever order they arrive in", () => {
  apply(
    [
      ["zone", "b", { order: 1 }],
      ["zone", "a", { order: 0 }],
      ["zone", "c", { order: 2 }],
    ],
    true,
  );
  assert.deepEqual(
    all("zone").map((zone) => zone.id),
    ["a", "b", "c"],
  );
  apply([["zone", "c", { order: -1 }]], false);
  assert.deepEqual(
    all("zone").map((zone) => zone.id),
    ["c", "a", "b"],
  );
});

test("a view is notified of its own kind only, and once per message", () => {
  apply([["note", "n1", note("one")]], true);
  let drawn = 0;
  const stop = effect(() => {
    all("note");
    drawn += 1;
  });
  apply([["timer", "timer", { running: true }]], false);
  assert.equal(drawn, 1);
  apply(
    [
      ["note", "n2", note("two")],
      ["note", "n3", note("three")],
    ],
    false,
  );
  assert.equal(drawn, 2);
  stop();
});

test("a malformed message changes nothing and throws", () => {
  apply([["note", "n1", note("one")]], true);
  for (const wrong of [null, {}, [["note", "n2"]], [["note", 7, null]], [["note", "n1", null], "nonsense"]]) {
    assert.throws(() => apply(wrong, false));
  }
  assert.equal(get("note", "n1").text, "one");
});

test("a view that fails does not look like a broken connection", (t) => {
  t.mock.method(console, "error", () => {});
  apply([], true);
  let fail = false;
  const stop = effect(() => {
    all("note");
    if (fail) throw new Error("a view");
  });
  fail = true;
  apply([["note", "n1", note("one")]], false);
  assert.equal(get("note", "n1").text, "one");
  assert.equal(console.error.mock.callCount(), 1);
  stop();
});
