// Two edits of one text, and what was typed into one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { mergeEdits, typedBeyond } from "../../../static/js/ui/text-edits.js";

test("words typed into a text are found wherever the cursor was", () => {
  assert.equal(typedBeyond("hello world", "hello world, and more"), ", and more");
  assert.equal(typedBeyond("hello world", "helloX world"), "X");
  assert.equal(typedBeyond("hello", "so hello"), "so ");
  assert.equal(typedBeyond("aa", "aaa"), "a");
  assert.equal(typedBeyond("", "new"), "new");
});

test("words that follow where the last word was written again are found, and another text", () => {
  assert.equal(typedBeyond("hello word", "hello world and more"), " and more");
  assert.equal(typedBeyond("hello world", "something else"), "something else");
});

test("a changed text counts as nothing typed in", () => {
  assert.equal(typedBeyond("hello", "hell"), "");
  assert.equal(typedBeyond("hello", "help"), "");
  assert.equal(typedBeyond("hello", "hello"), "");
  assert.equal(typedBeyond("hello", "X"), "");
  assert.equal(typedBeyond("aba", "a"), "");
});

test("two edits in different places are put together", () => {
  assert.equal(mergeEdits("One. ", "Zero. One. ", "One. Two."), "Zero. One. Two.");
  assert.equal(mergeEdits("What we do", "What we do now", "Round: What we do"), "Round: What we do now");
  assert.equal(mergeEdits("a b c", "a c", "a b c d"), "a c d");
});

test("an empty box that was filled meanwhile keeps what was typed", () => {
  assert.equal(mergeEdits("hello", "", "hellonext"), "next");
  assert.equal(mergeEdits("こん", "こん\nback", "こんにちは"), "こんにちは\nback");
});

test("where one side changed nothing, the other is right", () => {
  assert.equal(mergeEdits("a", "a", "b"), "b");
  assert.equal(mergeEdits("a", "b", "a"), "b");
  assert.equal(mergeEdits("", "Ann", "Ann "), "Ann ");
});

test("where both changed the same words, both are kept", () => {
  assert.equal(mergeEdits("Old", "New", "Mine"), "New\nMine");
  assert.equal(mergeEdits("one two", "one three", "one three"), "one three");
});

test("no letter that either typed is lost, whatever the edits", () => {
  const letters = "abcd";
  const random = (() => {
    let seed = 7;
    return (/** @type {number} */ most) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % most;
    };
  })();
  const edited = (/** @type {string} */ text, /** @type {string} */ typed) => {
    const from = random(text.length + 1);
    const to = from + random(text.length - from + 1);
    return text.slice(0, from) + typed + text.slice(to);
  };
  for (let n = 0; n < 2000; n += 1) {
    const base = Array.from({ length: random(8) }, () => letters[random(4)]).join("");
    const merged = mergeEdits(base, edited(base, "X"), edited(base, "Y"));
    assert.ok(merged.includes("X") && merged.includes("Y"), `${base}: ${merged}`);
  }
});
