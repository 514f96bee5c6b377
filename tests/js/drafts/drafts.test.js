// Words that are being sent, and what is typed or returned beside them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pageWith, storage } from "../browser.js";

pageWith({ page: { code: "K7M3QX", as: "participant" }, words: {} });
storage();
const { draftBeside, draftOf, returnText, keepDraft } = await import("../../../static/js/drafts/drafts.js");
const { typedInto } = await import("../../../static/js/ui/text-edits.js");

test("words typed into a text are found wherever the cursor was", () => {
  assert.equal(typedInto("hello world", "hello world, and more"), ", and more");
  assert.equal(typedInto("hello world", "helloX world"), "X");
  assert.equal(typedInto("hello", "so hello"), "so ");
  assert.equal(typedInto("aa", "aaa"), "a");
  assert.equal(typedInto("", "new"), "new");
});

test("a changed text counts as nothing typed in", () => {
  assert.equal(typedInto("hello", "hell"), "");
  assert.equal(typedInto("hello", "help"), "");
  assert.equal(typedInto("hello", "hello"), "");
  assert.equal(typedInto("hello", "X"), "");
  assert.equal(typedInto("aba", "a"), "");
});

test("words returned during a send are not mistaken for those being sent", () => {
  keepDraft("z1", "on its way");
  assert.equal(draftBeside("z1", "on its way"), "");
  returnText("z1", "put back");
  assert.equal(draftBeside("z1", "on its way"), "put back");
  keepDraft("z1", draftBeside("z1", "on its way"));
  assert.equal(draftOf("z1"), "put back");
  assert.equal(draftBeside("z1", "on its way"), "put back");
});
