// Times of another zone, in words and in forms. The device is in London.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fresh, pageWith } from "../browser.js";

process.env.TZ = "Europe/London";
pageWith({ words: { "common.time.both": "{there}, {here} where you are", "common.listed": "{line}, {item}" } });
const { isElsewhere, knownZone, whenThere } = await fresh("ui/time-zone.js");
const { asField, fromField } = await fresh("ui/zone-fields.js");
const WINTER = Date.UTC(2026, 11, 3, 14);

test("a zone with the same hours is not elsewhere", () => {
  assert.equal(isElsewhere(WINTER, "Europe/London"), false);
  assert.equal(isElsewhere(WINTER, "Africa/Abidjan"), false);
  assert.equal(isElsewhere(WINTER, ""), false);
  assert.equal(isElsewhere(WINTER, "Europe/Berlin"), true);
  assert.equal(knownZone("Nowhere/At_All"), "");
});

test("people elsewhere see both times, and the day where it is another one", () => {
  assert.match(whenThere(WINTER, "Europe/London"), /3 December.*, 14:00 \(GMT\)$/);
  assert.match(whenThere(WINTER, "Europe/Berlin"), /3 December.*, 15:00 \(.+\), 14:00 \(GMT\) where you are$/);
  assert.match(whenThere(WINTER, "Pacific/Auckland"), /4 December.*, 03:00 .*, .*3 December.*, 14:00 \(GMT\) where/);
});

test("a field holds what the clocks there show, on both sides of a change of the clocks", () => {
  for (const zone of ["Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", ""])
    for (const at of [WINTER, Date.UTC(2026, 6, 1, 9, 30), Date.UTC(2026, 2, 29, 12), Date.UTC(2026, 9, 25, 12)])
      assert.equal(fromField(asField(at, zone), zone), at, `${zone} ${at}`);
  assert.equal(asField(WINTER, "Asia/Kolkata"), "2026-12-03T19:30");
  assert.equal(asField(null, "Asia/Kolkata"), "");
  assert.ok(Number.isNaN(fromField("", "Asia/Kolkata")));
});
