// The page's words, as the server put them into it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fresh, pageWith } from "../browser.js";

pageWith({
  words: {
    "common.saved": "Saved",
    "wall.left": "{n} of {most} left",
    "home.people.one": "{n} person",
    "home.people.other": "{n} people",
    "refusals.too_long.one": "{limit} sign at most",
    "refusals.too_long.other": "{limit} signs at most",
  },
});
const { inOwnWords, t } = await fresh("ui/words.js");

test("placeholders are filled in", () => {
  assert.equal(t("common.saved"), "Saved");
  assert.equal(t("wall.left", { n: 3, most: 500 }), "3 of 500 left");
});

test("what people wrote is never treated as a placeholder", () => {
  assert.equal(t("wall.left", { n: "{most}", most: 5 }), "{most} of 5 left");
});

test("one takes the singular, everything else the plural", () => {
  assert.deepEqual(
    [0, 1, 2].map((n) => t("home.people", { n })),
    ["0 people", "1 person", "2 people"],
  );
});

test("the only number decides, whatever its name, also in a refusal", () => {
  const said = [1, 2].map((limit) => inOwnWords({ code: "too_long", message: "?", params: { limit } }).message);
  assert.deepEqual(said, ["1 sign at most", "2 signs at most"]);
  assert.equal(inOwnWords({ code: "other", message: "As it came", params: { limit: 1 } }).message, "As it came");
});

test("a missing key is logged, and the page goes on", (c) => {
  const said = c.mock.method(console, "error", () => {});
  assert.equal(t("no.such"), "no.such");
  assert.equal(said.mock.callCount(), 1);
});
