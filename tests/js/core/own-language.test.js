// The texts that a meeting has from the start, on a screen in another language.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pageWith } from "../browser.js";

const team = { named: "Gruppe {n}", named_again: "Gruppe {n} ({time})" };
const marker = {
  pair: "{animal} ({colour})",
  guest: "Gast {n}",
  guest_chair: "Gastplatz {n}",
  colour: { amber: "Bernstein" },
  animal: { fox: "Fuchs" },
};
pageWith({ words: { team, marker } });
globalThis.pageTexts = { Welcome: "Willkommen" };
const { asStored, inOwnLanguage } = await import("../../../static/js/core/own-language.js");

test("a text that nobody has changed is shown in the language of the screen, and given back as it is stored", () => {
  assert.equal(inOwnLanguage("section", { title: "Welcome" }).title, "Willkommen");
  assert.equal(inOwnLanguage("section", { title: "Welcome!" }).title, "Welcome!");
  assert.equal(asStored("section.edit", { title: "Willkommen" }).title, "Welcome");
});

test("small groups are shown by their number", () => {
  const shown = (kind, title) => inOwnLanguage(kind, { title }).title;
  assert.equal(shown("team", "Group 2"), "Gruppe 2");
  assert.equal(shown("zone", "Group 12 (3)"), "Gruppe 12 (3)");
  assert.equal(shown("zone", "Group 2 and guests"), "Group 2 and guests");
  assert.equal(inOwnLanguage("log", { detail: "Group 1" }).detail, "Gruppe 1");
  assert.equal(asStored("zone.edit", { title: "Gruppe 12 (3)" }).title, "Group 12 (3)");
});

test("people who gave no name are called in the language of the screen, wherever they stand", () => {
  assert.equal(inOwnLanguage("person", { marker: "Amber Fox" }).marker, "Fuchs (Bernstein)");
  assert.equal(inOwnLanguage("offer", { name: "Amber Fox" }).name, "Fuchs (Bernstein)");
  assert.deepEqual(inOwnLanguage("step", { who: ["Amber Fox", "Ann"] }).who, ["Fuchs (Bernstein)", "Ann"]);
  assert.equal(inOwnLanguage("kept_out", { called: "Guest 12" }).called, "Gast 12");
  assert.equal(inOwnLanguage("log", { detail: "Guest chair 2" }).detail, "Gastplatz 2");
  assert.equal(asStored("step.withdraw", { name: "Fuchs (Bernstein)" }).name, "Amber Fox");
  assert.equal(inOwnLanguage("offer", { name: "Amber Smith" }).name, "Amber Smith");
});
