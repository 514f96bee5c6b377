// Words that are being sent, and what is typed or returned beside them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pageWith, storage } from "../browser.js";

pageWith({ page: { code: "K7M3QX", as: "participant" }, words: {} });
storage();
const { draftBeside, draftOf, returnText, keepDraft } = await import("../../../static/js/drafts/drafts.js");

test("words returned during a send are not mistaken for those being sent", () => {
  keepDraft("z1", "on its way");
  assert.equal(draftBeside("z1", "on its way"), "");
  returnText("z1", "put back");
  assert.equal(draftBeside("z1", "on its way"), "put back");
  keepDraft("z1", draftBeside("z1", "on its way"));
  assert.equal(draftOf("z1"), "put back");
  assert.equal(draftBeside("z1", "on its way"), "put back");
});
