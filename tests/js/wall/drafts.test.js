// Words that are on their way, and what is typed or put back beside them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pageWith, storage } from "../browser.js";

pageWith({ page: { code: "K7M3QX", as: "participant" }, words: {} });
storage();
const { draftBeside, draftOf, returnText, keepDraft, typedInto } = await import("../../../static/js/wall/drafts.js");

test("what is typed into words is found wherever the cursor stood", () => {
  assert.equal(typedInto("hello world", "hello world, and more"), ", and more");
  assert.equal(typedInto("hello world", "helloX world"), "X");
  assert.equal(typedInto("hello", "so hello"), "so ");
  assert.equal(typedInto("aa", "aaa"), "a");
  assert.equal(typedInto("", "new"), "new");
});

test("words that were changed had nothing typed into them", () => {
  assert.equal(typedInto("hello", "hell"), "");
  assert.equal(typedInto("hello", "help"), "");
  assert.equal(typedInto("hello", "hello"), "");
  assert.equal(typedInto("hello", "X"), "");
  assert.equal(typedInto("aba", "a"), "");
});

test("words put back while others are on their way are not taken for those", () => {
  keepDraft("z1", "on its way");
  assert.equal(draftBeside("z1", "on its way"), "");
  returnText("z1", "put back");
  assert.equal(draftBeside("z1", "on its way"), "put back");
  keepDraft("z1", draftBeside("z1", "on its way"));
  assert.equal(draftOf("z1"), "put back");
  assert.equal(draftBeside("z1", "on its way"), "put back");
});
