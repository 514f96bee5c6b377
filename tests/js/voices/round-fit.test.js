// Whether a round fits in its part, and what is proposed if not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { peopleWhoFit, roundMisfit } from "../../../static/js/voices/round-fit.js";

const MINUTE = 60_000;

test("83 people in 10 minutes have 7 seconds each: only minutes are proposed", () => {
  const misfit = roundMisfit({ people: 83, seconds: 60, ms: 10 * MINUTE });
  assert.deepEqual(misfit, { people: 83, minutes: 10, each: 7, seconds: 0, more: 73 });
});

test("where there are seconds enough to speak, they are proposed", () => {
  const misfit = roundMisfit({ people: 30, seconds: 60, ms: 20 * MINUTE });
  assert.deepEqual(misfit, { people: 30, minutes: 20, each: 40, seconds: 40, more: 10 });
});

test("what is proposed fits", () => {
  for (let people = 1; people < 120; people += 1)
    for (const seconds of [10, 30, 60, 90, 180])
      for (const minutes of [-3, 0, 0.5, 1, 7, 10, 45]) {
        const round = { people, seconds, ms: minutes * MINUTE, busy: people % 3 ? 20_000 : 0 };
        const misfit = roundMisfit(round);
        assert.equal(misfit === null, people * seconds * 1000 + round.busy <= round.ms);
        if (!misfit) continue;
        assert.equal(roundMisfit({ ...round, ms: round.ms + misfit.more * MINUTE }), null);
        assert.ok(misfit.seconds === 0 || misfit.seconds >= 15);
        if (misfit.seconds) assert.equal(roundMisfit({ ...round, seconds: misfit.seconds }), null);
      }
});

test("a little over is not said while the round is on", () => {
  const round = { people: 10, seconds: 60, ms: 9.5 * MINUTE };
  assert.equal(roundMisfit({ ...round, slack: MINUTE }), null);
  assert.equal(roundMisfit(round)?.more, 1);
});

test("how many people a part has time for", () => {
  assert.equal(peopleWhoFit(10, 60), 10);
  assert.equal(peopleWhoFit(5, 90), 3);
});
