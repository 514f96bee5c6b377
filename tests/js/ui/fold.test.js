// Names are compared as people compare them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fold } from "../../../static/js/ui/fold.js";

test("a name is found however it was typed", () => {
  for (const [one, other] of [
    ["O'Brien", "O’Brien"],
    ["Anne-Marie", "anne‑marie"],
    ["José", "Jose\u0301"],
    ["Ann  Lee", "ＡＮＮ\u00a0Lee\u200b"],
  ])
    assert.equal(fold(one), fold(other));
  assert.notEqual(fold("Ann"), fold("Anna"));
});
