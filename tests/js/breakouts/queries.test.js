// How many people would be put into small groups, and how many write on the wall of one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clocks, pageWith } from "../browser.js";

pageWith({ page: { code: "K7M3QX", as: "chair" }, words: {} });
// A clock that stands still: the countdown would look at a real one for ever.
clocks();
const { apply } = await import("../../../static/js/core/records.js");
const { fewWritersOn, peopleToSplit } = await import("../../../static/js/breakouts/queries.js");

const person = (id, fields = {}) => ["person", id, { place: "room", role: "participant", online: true, ...fields }];
const seat = (id, team) => ["seat", id, { team }];

test("the people to split up are those whom the server counts, without the chair's side", () => {
  const people = ["a", "b", "c", "d"].map((id) => person(id));
  const others = [person("chair", { role: "chair" }), person("g", { guest: true }), person("r", { place: "remote" })];
  apply([...people, ...others, ["present", "present", { room: 6, remote: 1 }]], true);
  assert.deepEqual(peopleToSplit("room"), { writers: 4, guests: 1 });
  assert.deepEqual(peopleToSplit("remote"), { writers: 1, guests: 0 });
  apply([["present", "present", { room: 3, remote: 0 }]], false);
  assert.deepEqual(peopleToSplit("room"), { writers: 1, guests: 1 });
  assert.deepEqual(peopleToSplit("remote"), { writers: 0, guests: 0 });
});

test("few people write on a group's wall when others have left, or are banned", () => {
  const zone = { id: "z", team: "m" };
  apply(
    [
      ["teams", "teams", { state: "on", ends_at: 0 }],
      ...["a", "b", "c"].flatMap((id) => [person(id), seat(id, "m")]),
      person("g", { guest: true }),
      seat("g", "m"),
    ],
    true,
  );
  assert.equal(fewWritersOn(zone), 0);
  apply([seat("a", "other")], false);
  assert.equal(fewWritersOn(zone), 2);
  apply(
    [
      ["person", "b", null],
      ["seat", "b", null],
    ],
    false,
  );
  assert.equal(fewWritersOn(zone), 1);
  assert.equal(fewWritersOn({ id: "main" }), 0);
  apply([["teams", "teams", { state: "over", ends_at: 0 }]], false);
  assert.equal(fewWritersOn(zone), 0);
});
