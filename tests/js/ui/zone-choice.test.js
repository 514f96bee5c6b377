// How time zones are called, and which one somebody means.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fresh, pageWith } from "../browser.js";

pageWith({ words: {} });
const { zoneMeant, zoneTitles } = await fresh("ui/zone-choice.js");
const CITIES = {
  "Europe/Vienna": "Wien",
  "America/Sao_Paulo": "São Paulo",
  "America/Argentina/San_Juan": "San Juan",
  "America/Puerto_Rico": "San Juan",
};
const titles = zoneTitles([...Object.keys(CITIES), "Europe/Isle_of_Man", "UTC"], CITIES);

test("a zone is called by its city, and one without a name in this language by that in the database", () => {
  assert.equal(titles.get("Europe/Vienna"), "Wien");
  assert.equal(titles.get("Europe/Isle_of_Man"), "Isle of Man");
  assert.equal(titles.get("UTC"), "UTC");
});

test("zones whose cities have the same name can be told apart", () => {
  assert.equal(titles.get("America/Puerto_Rico"), "San Juan (America/Puerto_Rico)");
  assert.equal(new Set(titles.values()).size, titles.size);
});

test("a zone is found by its city and by its name in the database, however they are written", () => {
  for (const typed of ["Wien", " wien", "Europe/Vienna", "europe/vienna", "vienna"])
    assert.equal(zoneMeant(typed, titles), "Europe/Vienna", typed);
  for (const typed of ["sao paulo", "São Paulo", "America/Sao Paulo"])
    assert.equal(zoneMeant(typed, titles), "America/Sao_Paulo", typed);
  // One that the browser knows under another name.
  assert.equal(zoneMeant("Asia/Kolkata", titles), "Asia/Kolkata");
  for (const typed of ["", "Wie", "Nowhere/At_All", "+01:00"]) assert.equal(zoneMeant(typed, titles), "", typed);
});
