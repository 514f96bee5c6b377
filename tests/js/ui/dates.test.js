// Dates and times in the language of the page, here Urdu, for which browsers know AM and PM.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { fresh, pageWith } from "../browser.js";

process.env.TZ = "Europe/London";
pageWith({ words: { common: { listed: "{line}، {item}" } } });
document.documentElement.lang = "ur";
const looks = mock.method(Intl.DateTimeFormat, "supportedLocalesOf").mock;
const { formatDateTime, formatTime } = await fresh("ui/dates.js");
const AFTERNOON = Date.UTC(2026, 11, 3, 14, 5);

test("a page without dates does not make the browser look for its languages, which takes a phone long", () => {
  assert.equal(looks.callCount(), 0);
  formatTime(AFTERNOON);
  formatTime(AFTERNOON);
  assert.equal(looks.callCount(), 1);
});

test("a time is written as on the board and in reports", () => {
  assert.equal(formatTime(AFTERNOON), "14:05");
  assert.equal(formatTime(AFTERNOON - 14 * 3_600_000), "00:05");
  assert.match(formatDateTime(AFTERNOON), /، 14:05$/);
});
